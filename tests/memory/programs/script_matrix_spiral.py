"""Spirals, rotations and flattening."""


def spiral(n):
    grid = [[0] * n for _ in range(n)]
    x = y = 0
    dx, dy = 1, 0
    for k in range(1, n * n + 1):
        grid[y][x] = k
        nx, ny = x + dx, y + dy
        if not (0 <= nx < n and 0 <= ny < n) or grid[ny][nx]:
            dx, dy = -dy, dx
            nx, ny = x + dx, y + dy
        x, y = nx, ny
    return grid


def rotate(grid):
    return [list(row) for row in zip(*grid[::-1])]


def flatten(grid):
    return [value for row in grid for value in row]


grid = spiral(110)
turned = rotate(grid)
flat = flatten(turned)
print(sum(flat), flat[:3], flat[-3:])
diagonal = {i: grid[i][i] for i in range(len(grid))}
print(max(diagonal.values()))
