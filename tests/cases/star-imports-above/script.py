"""Digits for letters; `perm`, `dist` and `e` are names of `math`, too."""
from itertools import permutations
from math import *


def value(word, digits):
    total = 0
    for letter in word:
        total = total * 10 + digits[letter]
    return total


def is_square(n):
    root = int(sqrt(n))
    return root * root == n


best = 0
for word in ["care", "race", "near", "earn"]:
    letters = sorted(set(word))
    for perm in permutations(range(7), len(letters)):
        dist = {letters[e]: perm[e] for e in range(len(letters))}
        found = value(word, dist)
        if is_square(found):
            best = max(found, best)
print(best, floor(pi))
