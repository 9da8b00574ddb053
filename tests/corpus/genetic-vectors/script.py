"""Genetic algorithm the functional way."""
import random


def fitness(vec):
    return -sum((x * x - 10.0) ** 2 + 0.1 * x for x in vec)


def mutate(vec, rng):
    return [x + rng.gauss(0, 0.1) for x in vec]


def crossover(a, b, rng):
    return [x if rng.random() < 0.5 else y for x, y in zip(a, b)]


def main():
    rng = random.Random(1234)
    pop = [[rng.uniform(-5, 5) for _ in range(12)] for _ in range(60)]
    for gen in range(15):
        scored = [(fitness(v), v) for v in pop]  # expert: easy
        scored.sort(reverse=True)
        parents = [v for _, v in scored[:20]]
        print("gen %2d best %.6f" % (gen, scored[0][0]))
        pop = parents[:]
        while len(pop) < 60:
            a, b = rng.sample(parents, 2)
            pop.append(mutate(crossover(a, b, rng), rng))


if __name__ == "__main__":
    main()
