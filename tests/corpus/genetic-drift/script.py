"""Cellular genetic drift: dictionary of populations, each evolves with its own seed."""
import random
from collections import OrderedDict


def evolve(seed, size, generations):
    rng = random.Random(seed)
    pop = [0] * (size // 2) + [1] * (size - size // 2)
    history = []
    for g in range(generations):
        pop = [rng.choice(pop) for _ in range(size)]
        freq = sum(pop) / size
        history.append(freq)
        if freq in (0.0, 1.0):
            break
    return history


results = OrderedDict()
for size in (10, 20, 40):
    for seed in range(10):  # expert: easy
        history = evolve(seed * 100 + size, size, 80)
        results.setdefault(size, []).append(history)
for size, runs in results.items():
    fixed = [len(h) for h in runs if h[-1] in (0.0, 1.0)]
    print(size, len(fixed), "fixed, mean time", round(sum(fixed) / max(1, len(fixed)), 3))
