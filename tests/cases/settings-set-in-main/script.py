"""Numbers of partitions, with a cache; rows from a generator."""
import gc
import locale
import sys
import warnings
from functools import lru_cache

STEPS = {"small": 20, "large": 40}


class Score:
    """A number that knows where it comes from."""

    scale = 3

    def __init__(self, origin):
        self.origin = origin

    @property
    def value(self):
        return self.origin * self.scale


@lru_cache(maxsize=None)
def ways(total, largest):
    if total == 0:
        return 1
    if total < 0 or largest == 0:
        return 0
    return ways(total - largest, largest) + ways(total, largest - 1)


def steps(n):
    for k in range(n * STEPS["small"]):
        yield k * k % 7


def score(n):
    return sum(steps(n)) + ways(n % 30, n % 30) + Score(n).value


def main(count):
    """What the script does."""
    warnings.simplefilter("ignore")
    locale.setlocale(locale.LC_ALL, "C")
    sys.setrecursionlimit(5000)
    gc.disable()
    scores = []
    for n in range(count):
        scores.append(score(n))
    gc.collect()
    print(scores)
    print(sum(score(n) for n in range(count)))


if __name__ == "__main__":
    sys.exit(main(60))
