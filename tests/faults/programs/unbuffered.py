"""Bytes written past the buffers, at the level of file descriptors."""

import os
import sys


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
        os.write(
            1,
            f"item {i} {v}\
".encode(),
        )
        total += v
    print("total", total)


main()
