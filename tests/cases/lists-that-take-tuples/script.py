"""`+=` appends to a list what tuples, sets and ranges hold: the list stays the list that it is, and holds what is known."""


class Genome:
    def __init__(self, genes):
        self.genes = genes
        self.fitness = 0

    def rate(self, target):
        score = 0
        for k in range(200):
            score = (score * 31 + self.genes[k % len(self.genes)] * target) % 10007
        return score


def crossed(one, other):
    cut = len(one.genes) // 2
    return Genome(one.genes[:cut] + other.genes[cut:]), Genome(other.genes[:cut] + one.genes[cut:])


def children_of(population):
    children = []
    for k in range(0, len(population) - 1, 2):
        children += crossed(population[k], population[k + 1])
    return children


def main():
    population = [Genome([(seed * 7 + k * 3) % 11 for k in range(10)]) for seed in range(24)]
    for generation in range(4):
        rates = [genome.rate(generation + 3) for genome in population]  # parallel
        for genome, rate in zip(population, rates):
            genome.fitness = rate
        population.sort(key=lambda genome: genome.fitness)
        population = children_of(population)
    print([genome.fitness for genome in population], [genome.genes[:3] for genome in population[:4]])


main()
