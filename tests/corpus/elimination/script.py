"""Triangular factors and determinants: each row below the pivot loses its share of the pivot's row."""


def make(n):
    return [[float((i * 7 + j * 3 + i * j) % 13 + (5 if i == j else 0)) for j in range(n)] for i in range(n)]


def factors(a):
    n = len(a)
    upper = [row[:] for row in a]
    lower = [[0.0] * n for _ in range(n)]
    for k in range(n):  # expert: no, refused: shared-mutation
        lower[k][k] = 1.0
        for i in range(k + 1, n):  # expert: easy
            factor = upper[i][k] / upper[k][k]
            lower[i][k] = factor
            for j in range(k, n):
                upper[i][j] -= factor * upper[k][j]
    return lower, upper


def with_own_row(a, k):
    """The row that all read is one of those that change."""
    n = len(a)
    for i in range(k, n):  # expert: hard
        for j in range(n):
            a[i][j] = a[i][j] * 0.5 + a[k][j] * 0.25
    return a


def from_behind(a, k):
    """A negative number names one of the rows that change."""
    n = len(a)
    for i in range(1, n):  # expert: hard
        for j in range(n):
            a[i][j] = a[i][j] * 0.5 + a[k][j] * 0.25
    return a


def by_another_name(a, k):
    """One row stands in two places."""
    n = len(a)
    a[0] = a[-1]
    for i in range(1, n):  # expert: hard
        for j in range(n):
            a[i][j] = a[i][j] * 0.5 + a[k][j] * 0.25
    return a


def with_moving_number(a):
    n = len(a)
    k = 0
    for i in range(1, n):  # expert: no, refused: shared-mutation
        for j in range(n):
            a[i][j] = a[i][j] * 0.5 + a[k][j] * 0.25
        k = i
    return a


def with_inner_number(a):
    n = len(a)
    for i in range(1, n):  # expert: no, refused: may-alias
        for j in range(n):
            a[i][j] = a[i][j] + sum(a[m][j] for m in range(3)) / 7
    return a


def main():
    lower, upper = factors(make(12))
    product = 1.0
    for k in range(12):
        product *= upper[k][k]
    print(repr(product), sum(map(sum, lower)))
    for change in (with_own_row, from_behind, by_another_name):
        for number in (0, 1, -1):
            print(change.__name__, number, repr(sum(map(sum, change(make(9), number)))))
    print(with_moving_number(make(7))[-1], with_inner_number(make(7))[-1])


main()
