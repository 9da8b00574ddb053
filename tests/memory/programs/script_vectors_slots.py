"""Particles with slots, moved in steps."""


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def scaled(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def length(self):
        return (self.x * self.x + self.y * self.y) ** 0.5


class Particle:
    __slots__ = ("position", "velocity", "mass")

    def __init__(self, position, velocity, mass):
        self.position = position
        self.velocity = velocity
        self.mass = mass

    def step(self, dt):
        self.position = self.position + self.velocity.scaled(dt)


def make(n):
    return [Particle(Vector(i * 0.5, i * 0.25), Vector(1.0 / (i + 1), 0.5), 1.0 + i % 3) for i in range(n)]


def energy(particles):
    return sum(0.5 * p.mass * p.velocity.length() ** 2 for p in particles)


particles = make(2500)
for step in range(4):
    for particle in particles:
        particle.step(0.1)
print(energy(particles))
far = max(particles, key=lambda p: p.position.length())
print(far.position.x, far.position.y)
