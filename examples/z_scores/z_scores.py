"""Standardise every column of a table and list the outliers.

usage: python z_scores.py TABLE.csv [LIMIT]
"""
import math
import sys


def read_table(path):
    """Return the header and the columns as lists of floats."""
    with open(path) as f:
        header = f.readline().strip().split(",")
        columns = [[] for name in header]
        for line in f:
            fields = line.split(",")
            for i in range(len(fields)):
                columns[i].append(float(fields[i]))
    return header, columns


def mean_and_deviation(values):
    total = 0.0
    for v in values:
        total += v
    mean = total / len(values)
    squares = 0.0
    for v in values:
        squares += (v - mean) ** 2
    return mean, math.sqrt(squares / (len(values) - 1))


def z_scores(values):
    mean, deviation = mean_and_deviation(values)
    scores = []
    for v in values:
        scores.append((v - mean) / deviation)
    return scores


def skewness(scores):
    return math.fsum(z * z * z for z in scores) / len(scores)


header, columns = read_table(sys.argv[1])
limit = float(sys.argv[2]) if len(sys.argv) > 2 else 3.5

outliers = {}
for name, column in zip(header, columns):
    scores = z_scores(column)
    far = [i for i, z in enumerate(scores) if abs(z) > limit]
    outliers[name] = far
    print(f"{name}: lowest {min(scores)!r} highest {max(scores)!r} skewness {skewness(scores):.12f}")

print("outliers:", sum(len(rows) for rows in outliers.values()))
worst = max(outliers, key=lambda name: len(outliers[name]))
print("most of them in", worst, outliers[worst][:8])
rows_hit = set()
for far in outliers.values():
    rows_hit.update(far)
print("rows with an outlier:", len(rows_hit), sorted(rows_hit)[:5])
