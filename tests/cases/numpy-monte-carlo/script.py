"""Streams of random numbers, one for each task."""
import numpy as np


def estimate(seed, samples):
    rng = np.random.default_rng(seed)
    x, y = rng.random(samples), rng.random(samples)
    return np.count_nonzero(x * x + y * y < 1.0)


def option_price(seed, paths, steps):
    rng = np.random.default_rng(seed)
    price = np.full(paths, 100.0)
    for _ in range(steps):
        price *= np.exp((0.02 - 0.5 * 0.04) / steps + 0.2 * np.sqrt(1 / steps) * rng.standard_normal(paths))
    return np.maximum(price - 105.0, 0.0).mean()


seeds = np.random.SeedSequence(20240101).spawn(24)
hits = 0
for seed in seeds:
    hits += estimate(seed, 4000)
print(4 * hits / (24 * 4000))

prices = [option_price(seed, 300, 20) for seed in seeds[:10]]
print(np.mean(prices), np.std(prices))

by_number = np.array([estimate(k, 1000) for k in range(20)])
print(by_number.sum(), by_number.dtype)

rng = np.random.default_rng(5)
boot = rng.normal(10.0, 2.0, size=200)
means = np.empty(30)
for b in range(30):
    sample = rng.choice(boot, size=200)
    means[b] = np.median(np.sort(sample) ** 1.1)
print(means.mean(), np.percentile(means, [5, 95]))
