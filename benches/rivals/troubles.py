"""Work in which something goes wrong: python troubles.py TROUBLE [LIBRARY [PROCESSES]]; without a library as an ordinary loop."""

import os
import sys


class Refused(Exception):
    """Written as people write exceptions; pickle cannot make it again, which calls it with the message alone."""

    def __init__(self, item, reason):
        super().__init__(f"{item}: {reason}")
        self.item = item


def slow(n):
    """About a millisecond and a half of work."""
    total = 0
    for k in range(20_000):
        total += k * n % 7
    return total


def told(n):
    """Work that says what it does."""
    if n % 100 == 0:
        print("at", n, flush=True)
    return slow(n)


def refused(n):
    """Work that fails."""
    if n == 700:
        raise Refused(n, "no")
    return slow(n)


def closure(n):
    """A result that does not pickle."""
    total = slow(n)
    return lambda: total


def stopped(n):
    """Work that ends the program."""
    if n == 700:
        sys.exit(3)
    return slow(n)


TROUBLES = {"killed": slow, "prints": told, "exception": refused, "result": closure, "exit": stopped}
ITEMS = range(1200)


def in_order():
    """The loop that surgec compiles."""
    trouble = sys.argv[1]
    results = []
    if trouble == "prints":
        for n in ITEMS:
            results.append(told(n))
    elif trouble == "exception":
        for n in ITEMS:
            results.append(refused(n))
    elif trouble == "result":
        for n in ITEMS:
            results.append(closure(n))
    elif trouble == "exit":
        for n in ITEMS:
            results.append(stopped(n))
    else:
        for n in ITEMS:
            results.append(slow(n))
    return results


def main():
    """Do the work, one way or the other, and say what came of it."""
    try:
        if len(sys.argv) > 2:
            from by_hand import LIBRARIES

            count = int(sys.argv[3]) if len(sys.argv) > 3 else os.cpu_count() or 1
            results = LIBRARIES[sys.argv[2]](TROUBLES[sys.argv[1]], ITEMS, count)
        else:
            results = in_order()
    except Refused as error:
        print("refused", error.item)
        return
    print(len(results), sum(value() if callable(value) else value for value in results))


if __name__ == "__main__":
    main()
