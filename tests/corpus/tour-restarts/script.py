import random
import math
from typing import List, Tuple

City = Tuple[float, float]


class TSP:
    def __init__(self, cities: List[City]):
        self.cities = cities
        self.n = len(cities)
        self._dist = {}

    def distance(self, i: int, j: int) -> float:
        key = (i, j) if i < j else (j, i)
        d = self._dist.get(key)
        if d is None:
            a, b = self.cities[i], self.cities[j]
            d = math.hypot(a[0] - b[0], a[1] - b[1])
            self._dist[key] = d
        return d

    def length(self, tour: List[int]) -> float:
        return sum(self.distance(tour[i - 1], tour[i]) for i in range(self.n))

    def nearest_neighbour(self, start: int) -> List[int]:
        unvisited = set(range(self.n))
        unvisited.remove(start)
        tour = [start]
        while unvisited:
            last = tour[-1]
            nxt = min(unvisited, key=lambda c: self.distance(last, c))
            unvisited.remove(nxt)
            tour.append(nxt)
        return tour

    def two_opt(self, tour: List[int]) -> List[int]:
        improved = True
        while improved:
            improved = False
            for i in range(1, self.n - 2):
                for j in range(i + 1, self.n):
                    if j - i == 1:
                        continue
                    a, b, c, d = tour[i - 1], tour[i], tour[j - 1], tour[j]
                    if self.distance(a, b) + self.distance(c, d) > self.distance(a, c) + self.distance(b, d) + 1e-12:
                        tour[i:j] = tour[i:j][::-1]
                        improved = True
        return tour

    def anneal(self, seed: int, steps: int = 1500, t0: float = 1.0, cooling: float = 0.998):
        rng = random.Random(seed)
        tour = list(range(self.n))
        rng.shuffle(tour)
        cur = best = self.length(tour)
        best_tour = tour[:]
        t = t0
        for _ in range(steps):
            i, j = sorted(rng.sample(range(self.n), 2))
            tour[i:j + 1] = tour[i:j + 1][::-1]
            new = self.length(tour)
            if new < cur or rng.random() < math.exp((cur - new) / t):
                cur = new
                if new < best:
                    best, best_tour = new, tour[:]
            else:
                tour[i:j + 1] = tour[i:j + 1][::-1]
            t *= cooling
        return best, best_tour


def main():
    random.seed(99)
    cities = [(random.random(), random.random()) for _ in range(18)]
    tsp = TSP(cities)

    best = float("inf")
    for start in range(tsp.n):  # expert: easy, refused: shared-mutation
        tour = tsp.nearest_neighbour(start)
        tour = tsp.two_opt(tour)
        l = tsp.length(tour)
        if l < best:
            best, best_tour = l, tour
            print("start %d improved to %.5f" % (start, l))

    runs = []
    for seed in range(4):  # expert: easy, refused: shared-mutation
        runs.append(tsp.anneal(seed))
    runs.sort()
    print("annealing best %.5f" % runs[0][0])
    print(runs[0][1])


if __name__ == "__main__":
    main()
