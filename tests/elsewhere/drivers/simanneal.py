"""A tour of cities, annealed from a fixed start."""

import math
import random

from simanneal import Annealer

cities = [(math.cos(n) * 10, math.sin(n * 3) * 10) for n in range(12)]


def distance(a, b):
    return math.hypot(a[0] - b[0], a[1] - b[1])


class Tour(Annealer):
    copy_strategy = "slice"

    def move(self):
        i, j = random.randrange(12), random.randrange(12)
        self.state[i], self.state[j] = self.state[j], self.state[i]

    def energy(self):
        return sum(distance(cities[self.state[i - 1]], cities[self.state[i]]) for i in range(12))


random.seed(3)
tour = Tour(list(range(12)))
tour.steps, tour.updates, tour.Tmax, tour.Tmin = 400, 0, 50.0, 0.1
state, energy = tour.anneal()
print(state, energy)
