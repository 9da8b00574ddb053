"""Knapsack, LCS, edit distance, coin change over many instances."""
from functools import lru_cache


def lcs(a, b):
    m, n = len(a), len(b)
    table = [[0] * (n + 1) for _ in range(m + 1)]
    for i in range(m):
        for j in range(n):
            if a[i] == b[j]:
                table[i + 1][j + 1] = table[i][j] + 1
            else:
                table[i + 1][j + 1] = max(table[i][j + 1], table[i + 1][j])
    out = []
    i, j = m, n
    while i and j:
        if a[i - 1] == b[j - 1]:
            out.append(a[i - 1])
            i -= 1
            j -= 1
        elif table[i - 1][j] >= table[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return "".join(reversed(out))


def edit_distance(s, t):
    @lru_cache(maxsize=None)
    def d(i, j):
        if i == 0 or j == 0:
            return i + j
        if s[i - 1] == t[j - 1]:
            return d(i - 1, j - 1)
        return 1 + min(d(i - 1, j), d(i, j - 1), d(i - 1, j - 1))
    return d(len(s), len(t))


def knapsack(weights, values, capacity):
    best = [0] * (capacity + 1)
    for w, v in zip(weights, values):
        for c in range(capacity, w - 1, -1):
            best[c] = max(best[c], best[c - w] + v)
    return best[capacity]


def coin_change(coins, amount):
    ways = [1] + [0] * amount
    for coin in coins:
        for a in range(coin, amount + 1):
            ways[a] += ways[a - coin]
    return ways[amount]


WORDS = ["kitten", "sitting", "saturday", "sunday", "levenshtein", "meilenstein", "industry", "interest"]


def main():
    for a in WORDS[:4]:  # expert: easy
        print(a, [lcs(a, b) for b in WORDS])
    matrix = [[edit_distance(a, b) for b in WORDS] for a in WORDS]  # expert: easy
    for row in matrix:
        print(*row)
    results = []
    for case in range(20):  # expert: easy
        weights = [(case * 7 + k * 3) % 11 + 1 for k in range(8)]
        values = [(case * 5 + k * 9) % 23 + 2 for k in range(8)]
        results.append(knapsack(weights, values, 50 + case))
    print(results, sum(results))
    best_amount, best_ways = 0, -1
    for amount in range(50, 90):  # expert: easy
        ways = coin_change([1, 5, 10, 25, 50], amount)
        if ways > best_ways:
            best_amount, best_ways = amount, ways
    print(best_amount, best_ways)


main()
