"""Hands with repeated cards."""

from itertools import combinations_with_replacement

hands = list(combinations_with_replacement(range(30), 3))
print(len(hands), hands[-1])
