"""The number that the system gives to a file that is opened in the middle of a loop."""

import os


def compute(n):
    total = 0
    for k in range(20000 + n):
        total = (total * 31 + k) % 1000003
    return total


def main():
    for i in range(40):
        v = compute(i)
        number = os.open(os.devnull, os.O_RDONLY)
        print("item", i, v, number, flush=True)
        os.close(number)


main()
