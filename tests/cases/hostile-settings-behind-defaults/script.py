"""What the cache holds is older than the precision."""
import functools
from decimal import Decimal, getcontext


@functools.lru_cache(maxsize=None)
def third(n):
    total = 0
    for i in range(60):
        total = (total * 31 + i * n) % 1009
    return str(Decimal(n) / 3 + total)


def warm():
    third(1)
    third(4)


def main(hook=warm):
    hook()
    getcontext().prec = 7
    values = []
    for n in (1, 2, 3, 4, 5):
        v = third(n) + " " + third(n + 1)
        values.append(v)
    print(values)


if __name__ == "__main__":
    main()
