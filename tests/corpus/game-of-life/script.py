# game of life on a torus, generations are sequential, rows are not
import random


def neighbours(grid, r, c):
    h = len(grid)
    w = len(grid[0])
    s = 0
    for dr in (-1, 0, 1):
        for dc in (-1, 0, 1):
            if dr == 0 and dc == 0:
                continue
            s += grid[(r + dr) % h][(c + dc) % w]
    return s


def step(grid):
    h = len(grid)
    w = len(grid[0])
    new = [[0] * w for _ in range(h)]
    for r in range(h):  # expert: easy
        for c in range(w):
            n = neighbours(grid, r, c)
            if grid[r][c] == 1 and n in (2, 3):
                new[r][c] = 1
            elif grid[r][c] == 0 and n == 3:
                new[r][c] = 1
    return new


def show(grid):
    for row in grid:
        print(''.join('#' if x else '.' for x in row))


random.seed(42)
world = [[random.randint(0, 1) for _ in range(40)] for _ in range(30)]
for gen in range(12):
    world = step(world)
    print("gen", gen, "alive", sum(map(sum, world)))
show(world)
