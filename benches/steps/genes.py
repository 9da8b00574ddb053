import random


def fitness(genes):
    total = 0.0
    for i, g in enumerate(genes):
        for j in range(8):
            total += (g - j * 0.1) ** 2 * (1 if (i + j) % 2 else -0.5)
    return -abs(total - 3.0)


def main():
    rng = random.Random(11)
    population = [[rng.random() for _ in range(40)] for _ in range(80)]
    for generation in range(300):
        scores = [fitness(p) for p in population]
        order = sorted(range(len(population)), key=lambda i: scores[i], reverse=True)
        best = [population[i] for i in order[:20]]
        children = []
        while len(children) < 60:
            a, b = rng.choice(best), rng.choice(best)
            cut = rng.randrange(40)
            child = a[:cut] + b[cut:]
            child[rng.randrange(40)] = rng.random()
            children.append(child)
        population = best + children
    print(max(fitness(p) for p in population))


main()
