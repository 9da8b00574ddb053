"""Caches whose entries can be told apart: by what is equal and not alike, by sharing, by how deep a call goes."""

import functools


def work(n):
    total = 0
    for k in range(60):
        total += k % 7
    return total


@functools.lru_cache(maxsize=None)
def twice(x):
    return x * 2 + work(3) - work(3)


@functools.cache
def row(x):
    return [x, work(x)]


@functools.cache
def first(x):
    return (x, [work(1)])


@functools.lru_cache(maxsize=4)
def forgets(n):
    if n < 2:
        return work(n)
    return (forgets(n - 1) + forgets(n - 2)) % 1000007


@functools.cache
def fails(n):
    if n == 0:
        return work(n)
    if n == 170:
        raise ValueError(n)
    return fails(n - 1) + 1


class Table:
    def __init__(self, factor):
        self.factor = factor

    @functools.lru_cache(maxsize=None)
    def cell(self, n):
        return [n * self.factor, work(n)]


class Chain:
    @staticmethod
    @functools.cache
    def length(n):
        return 1 if n == 0 else Chain.length(n - 1) + work(n)


def safe(n):
    try:
        return fails(n)
    except RecursionError:
        return -1
    except ValueError as error:
        return error.args


def main():
    out = []
    for x in [0, -0.0, 0.0, False, 1, True, 1.0, 2.0, 2] * 3:
        out.append(twice(x))
    print(out)

    sums = []
    for x in [1, 2, 3, 1, 2, 3] * 3:
        cells = row(x)
        cells.append(len(cells))
        sums.append(sum(cells))
    print(sums)

    pairs = [first(x) for x in [1, 2, 1, 2, 3, 3]]
    pairs[0][1].append("shared")
    print(pairs)

    print([forgets(n) for n in range(0, 900, 3)][-1], forgets(910))

    # As deep as the entries of earlier rounds allow: never deep, in this order.
    print([safe(n) for n in range(0, 1600, 40)])
    try:
        print(fails(2400))
    except (RecursionError, ValueError) as error:
        print(type(error).__name__)

    print([Chain.length(n) for n in range(30)], Chain.length(40))

    table, other = Table(2), Table(3)
    seen = []
    for n in [1, 2, 1, 2, 1] * 3:
        cell = table.cell(n)
        cell.append(n)
        seen.append(sum(cell) + sum(other.cell(n)))
    print(seen)


if __name__ == "__main__":
    main()
