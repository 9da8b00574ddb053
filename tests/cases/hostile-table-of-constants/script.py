"""Rows of one large table that are changed while others are read, and one row that stands in the table twice."""

grid = [
    [1, 2], [3, 4], [5, 6], [7, 8], [9, 1], [2, 3], [4, 5], [6, 7], [8, 9], [1, 3], [5, 7], [9, 2], [4, 6], [8, 1], [3, 5], [7, 9],
]  # fmt: skip
first, last = grid[0], grid[-1]
grid.append(first)


def weigh(row, n):
    total = 0
    for i in range(1500):
        total += row[i % len(row)] * (i + n) % 11
    return total


seen = []
for n, row in enumerate(grid):
    seen.append(weigh(last, n))
    row[0] = weigh(row, n) % 10
    if n == 3:
        last.append(row[0])
print(seen, grid)

for row in grid:
    row[1] = weigh(row, row[1]) % 10
print(grid, first is grid[-1])

names = [
    {"n": 0}, {"n": 1}, {"n": 2}, {"n": 3}, {"n": 4}, {"n": 5}, {"n": 6}, {"n": 7}, {"n": 8}, {"n": 9}, {"n": 10}, {"n": 11}, {"n": 12},
    {"n": 13},
]  # fmt: skip
before = names[4]
found = []
for name in names:
    found.append(weigh([before["n"], name["n"]], 3))
    name["n"] += found[-1]
print(found, names)
