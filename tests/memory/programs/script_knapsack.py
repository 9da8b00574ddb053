"""Knapsack with a table of values and choices."""


def solve(weights, values, capacity):
    n = len(weights)
    best = [[0 for _ in range(capacity + 1)] for _ in range(n + 1)]
    taken = [[False] * (capacity + 1) for _ in range(n + 1)]
    for i in range(1, n + 1):
        weight, value = weights[i - 1], values[i - 1]
        for c in range(capacity + 1):
            best[i][c] = best[i - 1][c]
            if weight <= c:
                candidate = best[i - 1][c - weight] + value
                if candidate > best[i][c]:
                    best[i][c] = candidate
                    taken[i][c] = True
    chosen = []
    c = capacity
    for i in range(n, 0, -1):
        if taken[i][c]:
            chosen.append(i - 1)
            c -= weights[i - 1]
    return best[n][capacity], chosen


weights = [3 + (i * 7) % 19 for i in range(60)]
values = [10 + (i * 13) % 83 for i in range(60)]
total, chosen = solve(weights, values, 400)
print(total, len(chosen), chosen[:5])
