"""Simulated annealing, one chain: sequential. Restarts: parallel."""
import math
import random


def cost(tour, pts):
    return sum(math.dist(pts[tour[i]], pts[tour[i - 1]]) for i in range(len(tour)))


def anneal(pts, seed, steps=600):
    rng = random.Random(seed)
    tour = list(range(len(pts)))
    rng.shuffle(tour)
    cur = cost(tour, pts)
    best, best_tour = cur, tour[:]
    temp = 2.0
    for _ in range(steps):
        i, j = sorted(rng.sample(range(len(tour)), 2))
        tour[i:j + 1] = tour[i:j + 1][::-1]
        new = cost(tour, pts)
        if new < cur or rng.random() < math.exp((cur - new) / temp):
            cur = new
            if cur < best:
                best, best_tour = cur, tour[:]
        else:
            tour[i:j + 1] = tour[i:j + 1][::-1]
        temp *= 0.995
    return best, best_tour


def main():
    rng = random.Random(2)
    pts = [(rng.random(), rng.random()) for _ in range(18)]
    best = float("inf")
    best_tour = []
    history = []
    for restart in range(8):  # expert: easy
        value, tour = anneal(pts, restart)
        history.append(value)
        if value < best:
            best, best_tour = value, tour
            print("restart", restart, "improved to %.5f" % best)
    print("worst %.5f, best %.5f" % (max(history), best), best_tour[:6])


if __name__ == "__main__":
    main()
