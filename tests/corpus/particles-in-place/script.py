"""Particles in a box. p.step() mutates particles in place."""
import math


class Particle:
    def __init__(self, x, y, vx, vy):
        self.x, self.y = x, y
        self.vx, self.vy = vx, vy
        self.bounces = 0

    def step(self, dt):
        for _ in range(20):
            self.x += self.vx * dt
            self.y += self.vy * dt
            if self.x < 0 or self.x > 1:
                self.vx = -self.vx
                self.bounces += 1
            if self.y < 0 or self.y > 1:
                self.vy = -self.vy
                self.bounces += 1
            self.vy -= 0.01 * dt

    def energy(self):
        return 0.5 * (self.vx ** 2 + self.vy ** 2) + 0.01 * self.y


particles = []
for i in range(200):
    a = i * 0.37
    particles.append(Particle(0.5 + 0.3 * math.cos(a), 0.5 + 0.3 * math.sin(a), math.sin(a * 3), math.cos(a * 5)))

for t in range(10):
    for p in particles:  # expert: hard
        p.step(0.01)
    print(t, "energy %.6f" % sum(p.energy() for p in particles), "bounces", sum(p.bounces for p in particles))
