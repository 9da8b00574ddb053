class Particle:
    count = 0
    scale = 1.0

    def __init__(self, x):
        self.x = x
        self.v = 0.1 * x
        Particle.count += 1

    def force(self, others):
        total = 0.0
        for other in others:
            distance = self.x - other.x
            total += self.scale * distance / (abs(distance) ** 3 + 0.01)
        return total + self.drift()

    def drift(self):
        return self.v * Particle.count


class Odd(Particle):
    def __init__(self, x):
        super().__init__(x)
        self.y = self.v
        del self.v  # as many attributes as others have

    def drift(self):
        return self.y


def main():
    particles = [Odd(k * 0.7) if k % 5 == 4 else Particle(k * 0.7) for k in range(40)]
    for step in range(6):
        forces = []
        for particle in particles:
            forces.append(particle.force(particles))
        for particle, force in zip(particles, forces):
            particle.x += 0.001 * force
        if step == 1:
            Particle.scale = 2.0
        if step == 3:
            Particle.v = 7.0
            Particle(1.0)
        print(step, sum(forces), Particle.count, getattr(particles[4], "v", None), particles[0].v)


main()
