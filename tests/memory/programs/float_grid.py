grid = [[0.0] * 100 for _ in range(100)]
for y in range(100):
    for x in range(100):
        grid[y][x] = x * y * 0.01
