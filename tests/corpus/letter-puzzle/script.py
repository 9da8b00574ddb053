"""Brute force of a cryptarithm SEND + MORE = MONEY, split by first digit, and Zebra-like filters."""
from itertools import permutations


def word(letters, assignment):
    n = 0
    for ch in letters:
        n = n * 10 + assignment[ch]
    return n


def try_leading(s, limit=3000):
    found = []
    letters = "ENDMORY"
    digits = [d for d in range(10) if d != s]
    count = 0
    for perm in permutations(digits, 7):
        count += 1
        if count > limit:
            break
        a = dict(zip(letters, perm))
        a["S"] = s
        if a["M"] == 0:
            continue
        if word("SEND", a) + word("MORE", a) == word("MONEY", a):
            found.append(a)
    return found, count


total = 0
solutions = []
for s in range(1, 10):  # expert: easy
    found, count = try_leading(s)
    solutions.extend(found)
    total += count
print(total, solutions)

squares = [p for p in permutations(range(1, 8)) if sum(i * v for i, v in enumerate(p)) % 29 == 0]
print(len(squares), squares[:2])
