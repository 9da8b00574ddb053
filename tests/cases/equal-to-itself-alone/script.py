import random


class Body:
    def __init__(self, x, v, mass):
        self.x = x
        self.v = v
        self.mass = mass

    def push(self, force, dt):
        self.v += force * dt


class Ball(Body):
    def __eq__(self, other):
        return self.v == other.v


class Disc(Body):
    pass


class System:
    def __init__(self, bodies):
        self.bodies = bodies

    def step(self, dt):
        for one in self.bodies:
            force = 0.0
            for other in self.bodies:
                if one != other:
                    distance = abs(one.x - other.x) + 0.1
                    force += other.mass * (other.x - one.x) / distance**3
            one.push(force, dt)
        for body in self.bodies:
            body.x += body.v * dt


def balls(bodies, dt):
    for one in bodies:
        force = 0.0
        for other in bodies:
            if one != other:
                force += other.mass * (other.x - one.x) * 0.01
        one.push(force, dt)


def discs(bodies, dt):
    for one in bodies:
        force = 0.0
        for other in bodies:
            if one == other:
                continue
            force += other.mass * (other.x - one.x) * 0.01
        one.push(force, dt)


random.seed(5)
system = System([Body(random.random(), random.random() - 0.5, random.random()) for _ in range(50)])
for _ in range(5):
    system.step(0.01)
print([round(body.x, 12) for body in system.bodies[:5]], sum(body.v for body in system.bodies))

group = [Ball(k, k % 3, 1.0) for k in range(40)]
for _ in range(4):
    balls(group, 0.001)
print([ball.v for ball in group[:6]], sum(ball.v for ball in group))

flat = [Disc(k, k % 3, 1.0) for k in range(40)]
discs(flat, 0.001)
for _ in range(4):
    discs(flat, 0.001)
print([disc.v for disc in flat[:6]], sum(disc.v for disc in flat))
