"""Numbers of partitions, with a cache; rows from a generator."""
import csv
import sys
import warnings
from functools import lru_cache

warnings.filterwarnings("ignore")
csv.field_size_limit(10**7)
if sys.version_info >= (3, 9):
    sys.setrecursionlimit(5000)
LIMIT = 60


@lru_cache(maxsize=None)
def ways(total, largest):
    if total == 0:
        return 1
    if total < 0 or largest == 0:
        return 0
    return ways(total - largest, largest) + ways(total, largest - 1)


def score(n):
    value = n
    for k in range(n * 20):
        value = (value * 31 + k) % 10007
    return value + ways(n % 30, n % 30)


def main():
    scores = []
    for n in range(LIMIT):
        scores.append(score(n))
    print(scores)
    print(sum(score(n) for n in range(LIMIT)))


main()
