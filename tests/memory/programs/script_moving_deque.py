"""Moving statistics over a deque with a fixed length."""

from collections import deque


def series(n):
    x = 0.5
    for _ in range(n):
        x = 3.9 * x * (1 - x)
        yield x


def moving(values, size):
    window = deque(maxlen=size)
    total = 0.0
    out = []
    for value in values:
        if len(window) == size:
            total -= window[0]
        window.append(value)
        total += value
        if len(window) == size:
            out.append((total / size, min(window), max(window)))
    return out


result = moving(series(9000), 40)
means, lows, highs = zip(*result)
spread = [high - low for low, high in zip(lows, highs)]
print(len(result), max(means), min(lows), sum(spread) / len(spread))
table = ["%.4f;%.4f;%.4f" % row for row in result if row[0] > 0.5]
print(len(table), table[0])
