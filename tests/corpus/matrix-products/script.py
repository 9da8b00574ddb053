"""Matrix multiplication, transposition, power iteration."""
import random


def make(n, m, seed):
    rng = random.Random(seed)
    return [[rng.uniform(-1, 1) for _ in range(m)] for _ in range(n)]


def matmul(a, b):
    n, m, p = len(a), len(b), len(b[0])
    c = [[0.0] * p for _ in range(n)]
    for i in range(n):  # expert: easy
        for j in range(p):
            s = 0.0
            for k in range(m):
                s += a[i][k] * b[k][j]
            c[i][j] = s
    return c


def matmul2(a, b):
    bt = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, col)) for col in bt] for row in a]  # expert: easy


def matvec(a, v):
    return [sum(x * y for x, y in zip(row, v)) for row in a]


def power_iteration(a, steps):
    v = [1.0] * len(a)
    for _ in range(steps):
        w = matvec(a, v)
        norm = sum(x * x for x in w) ** 0.5
        v = [x / norm for x in w]
    return v


a = make(50, 50, 1)
b = make(50, 50, 2)
c = matmul(a, b)
d = matmul2(a, b)
print(max(abs(x - y) for r, s in zip(c, d) for x, y in zip(r, s)))
print("trace", sum(c[i][i] for i in range(len(c))))
print(["%.4f" % x for x in power_iteration(a, 30)[:4]])
