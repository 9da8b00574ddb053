"""LU decomposition / Gaussian elimination / determinant of many matrices."""
import random
from fractions import Fraction


def det(m):
    m = [row[:] for row in m]
    n = len(m)
    sign = 1
    result = Fraction(1)
    for c in range(n):
        pivot = None
        for r in range(c, n):
            if m[r][c] != 0:
                pivot = r
                break
        if pivot is None:
            return Fraction(0)
        if pivot != c:
            m[c], m[pivot] = m[pivot], m[c]
            sign = -sign
        result *= m[c][c]
        for r in range(c + 1, n):
            f = m[r][c] / m[c][c]
            for k in range(c, n):
                m[r][k] -= f * m[c][k]
    return sign * result


def random_matrix(rng, n):
    return [[Fraction(rng.randint(-9, 9)) for _ in range(n)] for _ in range(n)]


rng = random.Random(101)
matrices = [random_matrix(rng, 6) for _ in range(25)]
dets = [det(m) for m in matrices]  # expert: easy
print(sum(1 for d in dets if d == 0), max(dets), min(dets))
singular = any(det(m) == 0 for m in matrices[:10])
print(singular)


def eliminate(a):
    n = len(a)
    for k in range(n):
        for i in range(k + 1, n):
            f = a[i][k] / a[k][k]
            for j in range(k, n):
                a[i][j] -= f * a[k][j]
    return a


b = [[1.0 / (i + j + 1) + (i == j) for j in range(12)] for i in range(12)]
print("%.6f" % eliminate(b)[-1][-1])
