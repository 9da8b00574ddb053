"""Matrices as lists of lists."""


def identity(n):
    return [[1.0 if i == j else 0.0 for j in range(n)] for i in range(n)]


def multiply(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def transpose(m):
    return [list(row) for row in zip(*m)]


def power(m, k):
    result = identity(len(m))
    while k > 0:
        if k % 2 == 1:
            result = multiply(result, m)
        m = multiply(m, m)
        k //= 2
    return result


n = 60
m = [[((i * 3 + j * 5) % 7) / 30.0 for j in range(n)] for i in range(n)]
p = power(m, 13)
t = transpose(p)
trace = sum(p[i][i] for i in range(n))
print(f"{trace:.6e} {t[0][1]:.6e}")
