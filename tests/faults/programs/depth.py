"""How deep a task can recurse before it is stopped."""

import sys


def deep(n):
    try:
        return deep(n + 1)
    except RecursionError:
        return n


COUNT, SIZE = map(int, sys.argv[1:] or (40, 20000))


def compute(n):
    total = 0
    for k in range(SIZE + n):
        total = (total * 31 + k) % 1000003
    return total + deep(0)


def main():
    total = 0
    for i in range(COUNT):
        v = compute(i)
        print("item", i, v, flush=True)
        total += v
    print("total", total)


main()
