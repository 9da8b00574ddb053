"""Two long calls, one after the other, that do not depend on each other."""

import sys


def compute(n):
    total = 0
    for k in range(n):
        for j in range(100):
            total = (total * 31 + k * j) % 1000003
    return total


def main(size):
    print("ready", flush=True)
    low = compute(size)
    high = compute(size + 1)
    print(low, high)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
