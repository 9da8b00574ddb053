"""Functions that tell standard error how far they are."""
import sys


def work(n):
    t = 0
    for i in range(n * 30 + 200):
        t = (t * 31 + i) % 10007
    return t


def parse(n):
    t = work(n)
    if t % 3 == 0:
        print("skipped:", n, file=sys.stderr)
        return None
    print("kept", n, end="; ", file=sys.stderr, flush=True)
    return t


def dots(n):
    written = sys.stdout.write("." * (n % 4))
    sys.stdout.flush()
    sys.stderr.write(f"{n} ")
    return work(n) + written


kept = []
for n in range(20):
    value = parse(n)
    if value is not None:
        kept.append(value)
print(kept)

total = 0
for n in range(20):
    total += dots(n)
    print(total)
print(total, file=sys.stderr)


class Particle:
    def __init__(self, n):
        self.n = n
        self.value = 0
        self.history = []

    def step(self, round):
        self.value = work(self.n + self.value % 11)
        self.history.append(self.value)
        print("round", round, "of", self.n, "is", self.value)
        if self.value % 4 == 0:
            print("four", self.n, file=sys.stderr)


particles = [Particle(n) for n in range(12)]
for round in range(3):
    for particle in particles:
        particle.step(round)
        print(len(particle.history))
print([particle.history for particle in particles])
