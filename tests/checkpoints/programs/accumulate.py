"""A long sum at top level, with what came before it printed first."""

import math

limit = 6000
print("adding up", limit)
total = 0.0
largest = 0.0
for i in range(limit):
    value = math.sin(i) * math.sqrt(i)
    for k in range(40):
        value += math.cos(value + k) / (k + 1)
    total += value
    if value > largest:
        largest = value
        print(i, value)
print(total, largest)
