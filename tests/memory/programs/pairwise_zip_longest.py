"""Columns of different lengths."""

from itertools import zip_longest

left = list(range(1000, 21000))
right = [i * 0.25 for i in range(15000)]
rows = list(zip_longest(left, right, fillvalue=0.0))
print(len(rows), rows[-1])
