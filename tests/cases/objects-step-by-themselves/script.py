"""Simulations in which each object changes only itself, in one loop of every step."""
from dataclasses import dataclass


class World:
    def __init__(self, gravity):
        self.gravity = gravity
        self.log = []


class Particle:
    def __init__(self, n, world):
        self.n = n
        self.x = float(n)
        self.v = 0.5
        self.bounces = 0
        self.world = world

    def force(self):
        total = 0.0
        for k in range(1, 120):
            total -= self.x / (k * k) + self.world.gravity
        return total

    def step(self, dt):
        self.v += self.force() * dt
        self.x += self.v * dt
        if self.x < 0:
            self.x = -self.x
            self.v = -self.v
            self.bounces += 1


@dataclass
class Body:
    mass: float
    x: float
    v: float = 0.0
    pull: float = 0.0

    def attract(self, bodies):
        total = 0.0
        for other in bodies:
            for _ in range(10):
                if other.x != self.x:
                    total += other.mass / (other.x - self.x) / 10
        self.pull = total


class Cell:
    def __init__(self, value):
        self.value = value
        self.next = 0

    def think(self, left, right):
        total = 0
        for k in range(150):
            total += (left.value * k + right.value) % 5
        self.next = total % 3


class Moved(Particle):
    def step(self, dt):
        super().step(dt / 2)


def main():
    world = World(0.01)
    particles = [Particle(n, world) for n in range(12)]
    for step in range(4):
        for p in particles:
            p.step(0.1)
        print(step, sum(p.x for p in particles))
    alias = particles[3]
    energy = []
    for p in particles:
        p.v *= 0.9 + p.force() * 0.001
        energy.append(p.v * p.v)
        if p.n == 9:
            break
    print([repr(e) for e in energy], alias is particles[3], alias.x, vars(alias).keys())
    bodies = [Body(1.0 + n, float(n * n)) for n in range(10)]
    for _ in range(3):
        for b in bodies:
            b.attract(bodies)
        for b in bodies:
            b.v += b.pull * 0.01
            b.x += b.v
    print(bodies)
    cells = [Cell(n % 3) for n in range(15)]
    for _ in range(3):
        for cell in cells:
            cell.think(cells[0], cells[-1])
        for cell in cells:
            cell.value = cell.next
    print([cell.value for cell in cells])


main()
crowd = [Moved(n, World(n)) if n % 2 else Particle(n, World(0)) for n in range(10)]
for p in crowd:
    p.step(0.2)
    print(p.n, p.x, p.bounces)
print(p.v)
