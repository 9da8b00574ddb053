"""Counts in an array of fixed length."""

import array

counts = array.array("I", [0]) * 5000
value = 12345
for step in range(60000):
    value = (value * 1103515245 + 12345) % 2147483648
    counts[value % 5000] += 1
print(max(counts), sum(counts))
