"""Coin change, partitions, stirling numbers with memo dictionaries; batches of independent queries."""
import sys
from functools import lru_cache

sys.setrecursionlimit(5000)


def ways(amount, coins):
    table = [1] + [0] * amount
    for c in coins:
        for a in range(c, amount + 1):
            table[a] += table[a - c]
    return table[amount]


@lru_cache(maxsize=None)
def partitions(n, k):
    if n == 0:
        return 1
    if n < 0 or k == 0:
        return 0
    return partitions(n - k, k) + partitions(n, k - 1)


def greedy(amount, coins):
    count = 0
    for c in sorted(coins, reverse=True):
        count += amount // c
        amount %= c
    return count if amount == 0 else None


def optimal(amount, coins):
    inf = float("inf")
    best = [0] + [inf] * amount
    for a in range(1, amount + 1):
        for c in coins:
            if c <= a and best[a - c] + 1 < best[a]:
                best[a] = best[a - c] + 1
    return best[amount]


SYSTEMS = {"euro": (1, 2, 5, 10, 20, 50), "odd": (1, 7, 10, 22), "binary": (1, 2, 4, 8, 16, 32)}
for name, coins in SYSTEMS.items():
    bad = []
    for amount in range(1, 90):  # expert: easy
        if greedy(amount, coins) != optimal(amount, coins):
            bad.append(amount)
    print(name, len(bad), bad[:8], ways(200, coins))
print([partitions(n, n) for n in range(1, 40, 4)])
