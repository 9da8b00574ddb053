"""A histogram in text."""

import math


def values(n):
    return [math.sin(i * 12.9898) * 43758.5453 % 1.0 for i in range(n)]


def bins(data, count):
    result = [0] * count
    for value in data:
        result[min(int(value * count), count - 1)] += 1
    return result


def cumulative(counts):
    total, out = 0, []
    for count in counts:
        total += count
        out.append(total)
    return out


data = values(30000)
counts = bins(data, 50)
running = cumulative(counts)
peak = max(counts)
for i, count in enumerate(counts):
    bar = "*" * (count * 40 // peak)
    print(f"{i / 50:4.2f} {count:6d} {running[i]:7d} {bar}")
ordered = sorted(data)
median = ordered[len(ordered) // 2]
print(median, sum(data) / len(data))
