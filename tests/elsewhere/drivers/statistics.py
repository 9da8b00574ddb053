"""Means, spreads and lines."""

import statistics

samples = [[(n * k * 13) % 29 + k / 4 for n in range(1, 30)] for k in range(1, 8)]
for sample in samples:
    print(statistics.mean(sample), statistics.median(sample), statistics.stdev(sample), statistics.quantiles(sample), statistics.fmean(sample))
spreads = []
for sample in samples:
    spreads.append(statistics.pvariance(sample))
print(spreads, [statistics.correlation(samples[0], s) for s in samples], statistics.linear_regression(samples[1], samples[2]))
print(statistics.multimode("aabbc"), statistics.NormalDist(3, 2).cdf(4), [statistics.harmonic_mean(s) for s in samples])
