"""Subset-sum / partitions / permutations brute force."""
from itertools import combinations, permutations

NUMBERS = [3, 34, 4, 12, 5, 2, 17, 29, 41, 8, 11, 23]


def route_length(order, dist):
    total = dist[order[-1]][order[0]]
    for a, b in zip(order, order[1:]):
        total += dist[a][b]
    return total


def tsp(dist):
    n = len(dist)
    best = None
    for perm in permutations(range(1, n)):  # expert: hard
        length = route_length((0,) + perm, dist)
        if best is None or length < best[0]:
            best = (length, perm)
    return best


def subsets(target):
    count = 0
    for r in range(1, len(NUMBERS) + 1):  # expert: easy
        for combo in combinations(NUMBERS, r):
            if sum(combo) == target:
                count += 1
    return count


dist = [[abs(i * 7 - j * 11) % 23 + 1 for j in range(8)] for i in range(8)]
print(tsp(dist))
print([(t, subsets(t)) for t in (30, 60, 90)])  # expert: easy


def magic_squares():
    found = []
    for p in permutations(range(1, 10)):
        if p[0] + p[1] + p[2] == 15 and p[3] + p[4] + p[5] == 15 and p[0] + p[3] + p[6] == 15 \
                and p[1] + p[4] + p[7] == 15 and p[0] + p[4] + p[8] == 15 and p[2] + p[4] + p[6] == 15:
            found.append(p)
    return found


print(len(magic_squares()))
