"""Particles whose state is set by name, and a round that reads it."""


class Particle:
    def __init__(self, n, **extra):
        self.position = n
        self.speed = 1
        self.__dict__.update(extra)

    def step(self):
        for name in ("position", "speed"):
            value = getattr(self, name)
            for i in range(60):
                value = (value * 31 + i) % 1009
            setattr(self, name, value)


def main():
    particles = [Particle(n, mass=n % 3) for n in range(30)]
    for _ in range(3):
        for p in particles:
            p.step()
    print([(p.position, p.speed, p.mass) for p in particles])
    first = particles[0]
    seen = []
    for p in particles:
        p.step()
        seen.append(first.position)
    print(seen)


main()
