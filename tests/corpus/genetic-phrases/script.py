import random
import string


class Individual:
    def __init__(self, genes):
        self.genes = genes
        self.fitness = None

    def __repr__(self):
        return "".join(self.genes)


class GeneticAlgorithm:
    def __init__(self, target, pop_size=60, mutation_rate=0.05, seed=None):
        self.target = target
        self.pop_size = pop_size
        self.mutation_rate = mutation_rate
        self.rng = random.Random(seed)
        self.alphabet = string.ascii_lowercase + " "
        self.population = [self.random_individual() for _ in range(pop_size)]
        self.generation = 0

    def random_individual(self):
        return Individual([self.rng.choice(self.alphabet) for _ in self.target])

    def calc_fitness(self, ind):
        return sum(1 for a, b in zip(ind.genes, self.target) if a == b)

    def evaluate(self):
        for ind in self.population:  # expert: easy
            ind.fitness = self.calc_fitness(ind)
        self.population.sort(key=lambda i: i.fitness, reverse=True)

    def select(self):
        contenders = self.rng.sample(self.population, 3)
        return max(contenders, key=lambda i: i.fitness)

    def crossover(self, a, b):
        cut = self.rng.randrange(1, len(self.target))
        return Individual(a.genes[:cut] + b.genes[cut:])

    def mutate(self, ind):
        for i in range(len(ind.genes)):
            if self.rng.random() < self.mutation_rate:
                ind.genes[i] = self.rng.choice(self.alphabet)

    def next_generation(self):
        elite = self.population[:2]
        children = []
        while len(children) < self.pop_size - len(elite):
            child = self.crossover(self.select(), self.select())
            self.mutate(child)
            children.append(child)
        self.population = elite + children
        self.generation += 1

    def run(self, max_generations=40):
        self.evaluate()
        while self.generation < max_generations:
            if self.population[0].fitness == len(self.target):
                break
            self.next_generation()
            self.evaluate()
        return self.population[0]


if __name__ == "__main__":
    best_overall = None
    for seed in range(6):  # expert: easy
        ga = GeneticAlgorithm("hello genetic world", seed=seed)
        best = ga.run()
        print(f"seed {seed}: gen {ga.generation} best '{best}' fitness {best.fitness}")
        if best_overall is None or best.fitness > best_overall.fitness:
            best_overall = best
    print("Overall:", best_overall)

    rates = [0.01, 0.05, 0.1]
    summary = []
    for rate in rates:  # expert: easy
        fits = [GeneticAlgorithm("parallel", mutation_rate=rate, seed=s).run(15).fitness for s in range(4)]
        summary.append((rate, sum(fits) / len(fits)))
    for rate, f in summary:
        print("%.2f -> %.2f" % (rate, f))
