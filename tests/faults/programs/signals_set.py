"""The flags of decimal arithmetic, which tasks raise."""

import decimal
import sys


COUNT, SIZE = map(int, sys.argv[1:] or (40, 20000))


def compute(n):
    total = 0
    for k in range(SIZE + n):
        total = (total * 31 + k) % 1000003
    if n == 25:
        decimal.Decimal(1) / 3
    return total


def main():
    total = 0
    for i in range(COUNT):
        v = compute(i)
        print("item", i, v, flush=True)
        total += v
    print("total", total, decimal.getcontext().flags)


main()
