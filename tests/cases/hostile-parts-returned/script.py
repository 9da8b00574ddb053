class Tour:
    def __init__(self, cities, order):
        self.cities = cities
        self.order = order
        self.length_kept = None
        self.asked = 0

    @property
    def length(self):
        self.asked += 1
        if self.length_kept is None:
            self.length_kept = sum(self.cities[a] * i for i, a in enumerate(self.order))
        return self.length_kept


class Box:
    def __init__(self, tour):
        self.tour = tour


class Population:
    def __init__(self, cities, seed):
        self.tours = [Tour(cities, [k, seed % 5, k * seed % 7] * 30) for k in range(5)]
        self.boxes = []

    def best(self):
        return min(self.tours, key=lambda tour: tour.length)

    def last(self):
        return self.tours[-1]

    def boxed(self):
        return self.boxes[-1].tour

    def pair(self):
        return self.tours[0], self.tours[-1]


def first_of(population):
    return population.tours[0]


def through(population):
    return first_of(population)


def asked(tours):
    return [tour.asked for tour in tours]


def main():
    cities = [k * 7 % 13 for k in range(20)]
    outside = [Tour(cities, [k, 2, 3] * 30) for k in range(4)]
    kept = Population(cities, 3)

    out = []
    for seed in range(30):
        population = Population(cities, seed)
        out.append(population.best().length)
    print(out)

    out = []
    for seed in range(30):
        population = Population(cities, seed)
        population.tours.append(outside[seed % 4])
        out.append(population.best().length)
    print(out, asked(outside))

    out = []
    for seed in range(30):
        population = Population(cities, seed)
        population.tours += outside[seed % 3 :]
        out.append(population.last().length)
    print(out, asked(outside))

    out = []
    for seed in range(30):
        population = Population(cities, seed)
        population.boxes.append(Box(outside[seed % 4]))
        out.append(population.best().length + population.boxed().length)
    print(out, asked(outside))

    out = []
    for seed in range(30):
        population = Population(cities, seed)
        population.tours[0] = kept.last()
        out.append(through(population).length)
    print(out, asked(kept.tours))

    out = []
    for seed in range(30):
        population = Population(cities, seed)
        population.tours.append(kept.best())
        out.append(population.pair()[1].length)
    print(out, asked(kept.tours))

    out = []
    for seed in range(30):
        population = Population(cities, seed)
        population.tours = kept.tours
        out.append(population.best().length)
    print(out, asked(kept.tours))


main()
