"""Rows, columns and elements of arrays that are replaced one by one, each by something heavy made of what stood there."""
import numpy as np


def smooth(row, passes):
    values = row.copy()
    for _ in range(passes):
        for j in range(1, len(values) - 1):
            values[j] = 0.25 * values[j - 1] + 0.5 * values[j] + 0.25 * values[j + 1]
    return values


def norm(row):
    total = 0.0
    for value in smooth(row, 2):
        total += value * value
    return total**0.5


def main():
    rng = np.random.default_rng(1)
    a = rng.normal(size=(24, 30))
    for i in range(len(a)):
        a[i] = smooth(a[i], 3)
    print(a.sum(), a.dtype)
    for i in range(a.shape[0]):
        a[i, :] *= 1.0 / norm(a[i, :])
    print(a.sum())
    for j in range(30):
        a[:, j] = smooth(a[:, j], 2) - norm(a[:, j])
    print(a.sum(), a[3, 4])
    w = rng.integers(0, 100, 40)
    for k in range(len(w) - 1, -1, -1):
        w[k] = len([d for d in range(1, 400) if w[k] % d == 0]) % 7
    print(w)
    cube = rng.normal(size=(5, 4, 6))
    for k in range(5):
        if k % 2:
            cube[k, 1] = smooth(cube[k, 2], 20)
    print(cube.sum())


main()
