"""Genetic algorithm: population fitness is parallel, breeding is not."""
import random

TARGET = "METHINKS IT IS LIKE A WEASEL"
CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ "


class Individual:
    def __init__(self, genes):
        self.genes = genes
        self.fitness = None


def fitness(genes):
    score = 0
    for i, (a, b) in enumerate(zip(genes, TARGET)):
        diff = abs(CHARS.index(a) - CHARS.index(b))
        score += 27 - min(diff, 27 - diff)
        if a == b:
            score += 10
    return score


def evaluate(pop):
    for ind in pop:  # expert: hard
        ind.fitness = fitness(ind.genes)


def breed(pop, rng):
    pop.sort(key=lambda ind: ind.fitness, reverse=True)
    elite = pop[:len(pop) // 4]
    out = elite[:]
    while len(out) < len(pop):
        a, b = rng.sample(elite, 2)
        cut = rng.randrange(len(TARGET))
        genes = list(a.genes[:cut] + b.genes[cut:])
        if rng.random() < 0.7:
            genes[rng.randrange(len(genes))] = rng.choice(CHARS)
        out.append(Individual("".join(genes)))
    return out


def main():
    rng = random.Random(1)
    pop = [Individual("".join(rng.choice(CHARS) for _ in TARGET)) for _ in range(80)]
    for gen in range(40):
        evaluate(pop)
        pop = breed(pop, rng)
        if gen % 10 == 0:
            print(gen, pop[0].genes, pop[0].fitness)
    evaluate(pop)
    print(max(pop, key=lambda i: i.fitness).genes)


main()
