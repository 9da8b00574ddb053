"""Logging from what is done in order, to two places."""

import logging
import sys

logging.basicConfig(level=logging.INFO, format="%(levelname)s %(funcName)s:%(lineno)d %(message)s")


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
        logging.info("item %d %d", i, v)
        print(i, file=sys.stderr)
        total += v
    print("total", total)


main()
