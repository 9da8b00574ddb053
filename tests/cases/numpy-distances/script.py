"""All distances between points, row by row."""
import numpy as np


def distance_matrix(points):
    n = points.shape[0]
    result = np.empty((n, n))
    for i in range(n):
        result[i, :] = np.sqrt(((points - points[i]) ** 2).sum(axis=1))
    return result


def pairwise(points):
    n = len(points)
    result = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            result[i, j] = np.linalg.norm(points[i] - points[j])
    return result


def symmetric(points):
    n = len(points)
    result = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1, n):
            d = np.sqrt(np.sum((points[i] - points[j]) ** 2))
            result[i, j] = d
            result[j, i] = d
    return result


rng = np.random.default_rng(1)
points = rng.random((40, 3))
a, b, c = distance_matrix(points), pairwise(points), symmetric(points)
print(a.sum(), b.sum(), c.sum(), np.allclose(a, b), np.allclose(b, c))
print(a.argmax(), float(a.max()), c[3, :5])
