"""An exception in what is computed ahead, of a kind that cannot be pickled."""

import sys


class Odd(Exception):
    def __init__(self, number, function):
        super().__init__(number)
        self.function = function


COUNT, SIZE = map(int, sys.argv[1:] or (40, 20000))


def compute(n):
    total = 0
    for k in range(SIZE + n):
        total = (total * 31 + k) % 1000003
    if n == 17:
        raise Odd(n, lambda: n)
    return total


def main():
    total = 0
    for i in range(COUNT):
        v = compute(i)
        print("item", i, v, flush=True)
        total += v
    print("total", total)


main()
