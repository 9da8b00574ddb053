"""A genetic algorithm: fitness of each generation, selection with one generator."""
import random


class Item:
    def __init__(self, weight, value):
        self.weight = weight
        self.value = value


class Population:
    def __init__(self, items, capacity, size, rng):
        self.items = items
        self.capacity = capacity
        self.rng = rng
        self.members = [[rng.randint(0, 1) for _ in items] for _ in range(size)]

    def fitness(self, genes):
        weight = value = 0
        for gene, item in zip(genes, self.items):
            if gene:
                weight += item.weight
                value += item.value
        return value if weight <= self.capacity else max(0, self.capacity * 2 - weight) // 10

    def scores(self):
        return [self.fitness(genes) for genes in self.members]  # expert: easy

    def select(self, scores):
        a, b = self.rng.randrange(len(scores)), self.rng.randrange(len(scores))
        return self.members[a] if scores[a] >= scores[b] else self.members[b]

    def crossover(self, x, y):
        cut = self.rng.randrange(1, len(x))
        return x[:cut] + y[cut:]

    def mutate(self, genes):
        for i in range(len(genes)):
            if self.rng.random() < 0.02:
                genes[i] = 1 - genes[i]

    def next_generation(self):
        scores = self.scores()
        children = []
        for _ in self.members:  # expert: no, refused: random-draw
            child = self.crossover(self.select(scores), self.select(scores))
            self.mutate(child)
            children.append(child)
        self.members = children
        return max(scores)


def run(seed):
    rng = random.Random(seed)
    items = [Item(rng.randint(1, 20), rng.randint(5, 50)) for _ in range(24)]
    population = Population(items, 110, 20, rng)
    history = []
    for generation in range(8):  # expert: no, refused: shared-mutation
        history.append(population.next_generation())
    return history


def main():
    best = []
    for seed in range(6):  # expert: easy
        history = run(seed)
        best.append(max(history))
        print(seed, history)
    print("overall", max(best))


if __name__ == "__main__":
    main()
