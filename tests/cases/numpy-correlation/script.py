"""Correlation of each pair of columns."""
import itertools

import numpy as np

rng = np.random.default_rng(11)
data = rng.standard_normal((200, 12))
data[:, 3] += data[:, 1]
names = [f"c{i}" for i in range(data.shape[1])]

matrix = np.eye(12)
for i in range(12):
    for j in range(12):
        matrix[i, j] = np.corrcoef(data[:, i], data[:, j])[0, 1]

best = None
for a, b in itertools.combinations(range(12), 2):
    r = np.corrcoef(data[:, a], data[:, b])[0, 1]
    if best is None or abs(r) > abs(best[0]):
        best = (r, names[a], names[b])

table = {}
for a, b in itertools.combinations(range(12), 2):
    table[names[a], names[b]] = float(np.dot(data[:, a], data[:, b]) / len(data))

print(matrix.round(6)[:2], best, sum(table.values()), len(table))
ranks = {name: np.argsort(np.argsort(data[:, k])) for k, name in enumerate(names)}
print({name: int(rank[0]) for name, rank in ranks.items()})
