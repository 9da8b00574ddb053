"""Barnsley fern & L-system: order matters everywhere."""
import random

random.seed(5)
x = y = 0.0
grid = [[" "] * 60 for _ in range(30)]
for i in range(4000):
    r = random.random()
    if r < 0.01:
        x, y = 0.0, 0.16 * y
    elif r < 0.86:
        x, y = 0.85 * x + 0.04 * y, -0.04 * x + 0.85 * y + 1.6
    elif r < 0.93:
        x, y = 0.2 * x - 0.26 * y, 0.23 * x + 0.22 * y + 1.6
    else:
        x, y = -0.15 * x + 0.28 * y, 0.26 * x + 0.24 * y + 0.44
    col, row = int((x + 3) * 10), 29 - int(y * 2.9)
    if 0 <= row < 30 and 0 <= col < 60:
        grid[row][col] = "*"
for line in grid:
    print("".join(line))

RULES = {"F": "F+F-F-F+F"}
s = "F"
for _ in range(4):
    s = "".join(RULES.get(ch, ch) for ch in s)
print(len(s), s[:40])
