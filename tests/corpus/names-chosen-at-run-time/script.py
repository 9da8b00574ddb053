"""A table of functions that are looked up by name."""
import math
import sys


def total_of(function, n):
    total = 0.0
    for i in range(n):
        total += function(i)
    return total


name = "sqrt" if len(sys.argv) < 2 else sys.argv[1]
results = []
for n in range(50, 90):  # expert: hard, refused: unknown-call-effect
    results.append(total_of(getattr(math, name), n))
print(f"{sum(results):.9f}")
