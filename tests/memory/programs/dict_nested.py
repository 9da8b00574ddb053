grid = {}
for i in range(100):
    grid[i] = {}
    for j in range(50):
        grid[i][j] = i * j * 1000
