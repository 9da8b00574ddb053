"""Bodies that attract each other, told apart by `!=`."""

import random


class Body:
    def __init__(self, x, y, vx, vy, mass=1.0):
        self.x = x
        self.y = y
        self.vx = vx
        self.vy = vy
        self.mass = mass

    def accelerate(self, fx, fy, dt):
        self.vx += fx * dt
        self.vy += fy * dt

    def move(self, dt):
        self.x += self.vx * dt
        self.y += self.vy * dt


class System:
    def __init__(self, bodies, gravity):
        self.bodies = bodies
        self.gravity = gravity

    def step(self, dt):
        for body in self.bodies:  # expert: easy
            fx = fy = 0.0
            for other in self.bodies:
                if body != other:
                    dx, dy = other.x - body.x, other.y - body.y
                    distance = (dx**2 + dy**2 + 0.01) ** 0.5
                    fx += self.gravity * other.mass * dx / distance**3
                    fy += self.gravity * other.mass * dy / distance**3
            body.accelerate(fx, fy, dt)
        for body in self.bodies:
            body.move(dt)


random.seed(11)
numbers = [random.uniform(-1, 1) for _ in range(160)]
system = System([Body(*numbers[k : k + 4]) for k in range(0, 160, 4)], 0.5)
for _ in range(4):
    system.step(0.01)
print(sum(body.x + body.y for body in system.bodies), [round(body.vx, 9) for body in system.bodies[:4]])
