"""A standard output that the program makes line-buffered."""

import sys


sys.stdout.reconfigure(line_buffering=True)


COUNT, SIZE = map(int, sys.argv[1:] or (40, 20000))


def compute(n):
    total = 0
    for k in range(SIZE + n):
        total = (total * 31 + k) % 1000003
    return total


def main():
    total = 0
    for i in range(COUNT):
        v = compute(i)
        print("item", i, v)
        total += v
    print("total", total)


main()
