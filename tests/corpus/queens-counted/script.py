"""Nqueens, counting solutions by first column."""


def place(n, row, cols, d1, d2):
    if row == n:
        return 1
    total = 0
    for c in range(n):
        if c in cols or (row + c) in d1 or (row - c) in d2:
            continue
        total += place(n, row + 1, cols | {c}, d1 | {row + c}, d2 | {row - c})
    return total


def count(n):
    total = 0
    for c in range(n):  # expert: easy
        total += place(n, 1, {c}, {c}, {-c})
    return total


if __name__ == '__main__':
    for n in range(4, 9):  # expert: easy
        print(n, count(n))
