"""Random numbers that nobody seeded for `random` would differ from run to run: this one is seeded by its argument."""

import random
import sys


def estimate(rounds):
    hits = 0
    history = []
    for i in range(rounds):
        inside = 0
        for _ in range(20):
            x, y = random.random(), random.gauss(0.5, 0.2)
            if x * x + y * y <= 1.0:
                inside += 1
        hits += inside
        if i % 500 == 499:
            history.append((i + 1, 4.0 * hits / (20.0 * (i + 1))))
            print("after", *history[-1])
    return hits, history


random.seed(int(sys.argv[1]))
offset = random.random()
hits, history = estimate(9000)
print(offset, hits, history[-3:], random.random())
