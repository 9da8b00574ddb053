def relax(grid, y, x):
    value = 0.0
    for _ in range(20):
        value = 0.5 * value + 0.125 * (grid[y - 1][x] + grid[y + 1][x] + grid[y][x - 1] + grid[y][x + 1])
    return value


n = 12
grid = [[0.0] * n for _ in range(n)]
grid[0] = [1.0] * n
for sweep in range(3):
    for y in range(1, n - 1):
        for x in range(1, n - 1):
            grid[y][x] = relax(grid, y, x)
print(grid[1])
print(grid[n - 2])

line = [float(k % 5) for k in range(30)]
for i in range(2, len(line)):
    line[i] = (line[i - 2] * 0.7 + line[i - 1] * 0.2 + line[i] * 0.1) / 1.1
print(line)
