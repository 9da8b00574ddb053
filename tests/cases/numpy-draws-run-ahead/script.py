"""Draws from one generator of NumPy, in order, and heavy work on what was drawn."""
import numpy as np


def trimmed(sample, share):
    values = sorted(sample.tolist())
    cut = int(len(values) * share)
    total = 0.0
    for value in values[cut : len(values) - cut]:
        total += value
    return total / (len(values) - 2 * cut)


def main():
    rng = np.random.default_rng(42)
    n = 200
    x = rng.normal(size=n)
    boots = np.empty(40)
    for b in range(40):
        picked = rng.integers(0, n, n)
        boots[b] = trimmed(x[picked], 0.1)
    print(np.percentile(boots, [2.5, 97.5]))
    means = []
    for b in range(40):
        sample = rng.choice(x, size=n, replace=True)
        means.append(trimmed(sample, 0.2))
    print(sum(means))
    old = np.random.RandomState(3)
    for b in range(20):
        z = old.normal(0.0, 1.0, 151)
        order = old.permutation(5)
        print(b, trimmed(z, 0.05), order)
    print(rng.integers(0, 1000000), old.normal())


main()
