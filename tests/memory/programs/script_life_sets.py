"""Game of life on a set of cells."""

from collections import Counter


def step(cells):
    counts = Counter((x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
    return {cell for cell, n in counts.items() if n == 3 or (n == 2 and cell in cells)}


def start():
    return {(x, y) for x in range(80) for y in range(60) if (x * 3 + y * 5 + x * y) % 7 == 0}


cells = start()
sizes = [len(cells)]
for _ in range(6):
    cells = step(cells)
    sizes.append(len(cells))
print(sizes)
