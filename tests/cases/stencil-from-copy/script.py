def average(grid, y, x):
    value = 0.0
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            value += grid[y + dy][x + dx] / 9
    return value


h, w = 14, 18
grid = [[float((x * 7 + y * 13) % 29) for x in range(w)] for y in range(h)]
for step in range(4):
    new = [row[:] for row in grid]
    change = 0.0
    for y in range(1, h - 1):
        for x in range(1, w - 1):
            new[y][x] = average(grid, y, x)
            change = max(change, abs(new[y][x] - grid[y][x]))
    grid = new
    print(step, repr(change), repr(sum(map(sum, grid))))
print(grid[5])
