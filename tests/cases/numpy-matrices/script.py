"""Products, decompositions, blocks of rows."""
import numpy as np


def block_product(a, b, block):
    n, m = a.shape[0], b.shape[1]
    result = np.zeros((n, m))
    for start in range(0, n, block):
        result[start : start + block] = a[start : start + block] @ b
    return result


def triple_loop(a, b):
    n, k, m = a.shape[0], a.shape[1], b.shape[1]
    c = np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            total = 0.0
            for l in range(k):
                total += a[i, l] * b[l, j]
            c[i, j] = total
    return c


def accumulate(a, b):
    n, k, m = a.shape[0], a.shape[1], b.shape[1]
    c = np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            for l in range(k):
                c[i, j] += a[i, l] * b[l, j]
    return c


def spectra(count, size):
    rng = np.random.default_rng(9)
    matrices = rng.standard_normal((count, size, size))
    values = []
    for matrix in matrices:
        eigenvalues, vectors = np.linalg.eigh(matrix @ matrix.T)
        values.append(eigenvalues[-1])
    return values


def solve_many(count, size):
    rng = np.random.default_rng(10)
    systems = [(rng.random((size, size)) + size * np.eye(size), rng.random(size)) for _ in range(count)]
    return np.array([np.linalg.solve(a, b) for a, b in systems])


rng = np.random.default_rng(8)
a, b = rng.random((24, 18)), rng.random((18, 20))
print(block_product(a, b, 5).sum(), triple_loop(a, b).sum(), accumulate(a, b).sum())
print(spectra(12, 15)[:3])
print(solve_many(12, 8).sum(axis=0))
norms = np.zeros(24)
for i in range(24):
    norms[i] = np.linalg.norm(np.outer(a[i], a[i]) @ b)
print(norms[:4])
