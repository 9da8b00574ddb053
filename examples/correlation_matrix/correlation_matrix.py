"""Pearson's correlation for every pair of columns of a CSV file."""
import csv
import math
import sys


def read_columns(path):
    with open(path, newline="") as f:
        reader = csv.reader(f)
        names = next(reader)
        columns = [[] for _ in names]
        for record in reader:
            for column, text in zip(columns, record):
                column.append(float(text))
    return names, columns


def mean(values):
    return sum(values) / len(values)


def pearson(xs, ys):
    """The correlation of two columns of equal length; nan when one of them is constant."""
    mx = mean(xs)
    my = mean(ys)
    sxy = sxx = syy = 0.0
    for x, y in zip(xs, ys):
        dx = x - mx
        dy = y - my
        sxy += dx * dy
        sxx += dx * dx
        syy += dy * dy
    if sxx == 0 or syy == 0:
        return math.nan
    return sxy / math.sqrt(sxx * syy)


def main(path):
    names, columns = read_columns(path)
    n = len(columns)
    matrix = [[1.0] * n for _ in range(n)]
    best = (0.0, "", "")
    for i in range(n):
        for j in range(i + 1, n):
            r = pearson(columns[i], columns[j])
            matrix[i][j] = r
            matrix[j][i] = r
            if abs(r) > abs(best[0]):
                best = (r, names[i], names[j])

    print(" " * 6 + "".join(f"{name:>8}" for name in names[:9]))
    for name, row in zip(names, matrix):
        print(f"{name:<6}" + "".join(f"{r:8.4f}" for r in row[:9]))
    print("strongest pair:", best[1], best[2], repr(best[0]))
    print("undefined:", sum(1 for row in matrix for r in row if r != r))
    print("sum of the defined ones:", repr(sum(r for row in matrix for r in row if r == r)))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print("usage: correlation_matrix.py FILE.csv", file=sys.stderr)
        sys.exit(2)
    main(sys.argv[1])
