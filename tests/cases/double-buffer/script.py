"""Two grids that change places after each step: new rows are computed from the old grid."""


def neighbours(grid, r, c):
    h, w = len(grid), len(grid[0])
    found = 0
    for dr in (-1, 0, 1):
        for dc in (-1, 0, 1):
            if dr or dc:
                found += grid[(r + dr) % h][(c + dc) % w]
    return found


def step(grid):
    h, w = len(grid), len(grid[0])
    new = [[0] * w for _ in range(h)]
    for r in range(h):
        for c in range(w):
            n = neighbours(grid, r, c)
            if n == 3 or (n == 2 and grid[r][c]):
                new[r][c] = 1
    return new


def relax(u, v, size):
    for i in range(1, size - 1):
        for j in range(1, size - 1):
            v[i][j] = 0.25 * (u[i - 1][j] + u[i + 1][j] + u[i][j - 1] + u[i][j + 1])


def main():
    world = [[1 if (r * 7 + c * 3) % 5 < 2 else 0 for c in range(24)] for r in range(20)]
    for generation in range(4):
        world = step(world)
        print(generation, sum(map(sum, world)))
    size = 22
    u = [[float(i * j % 7) for j in range(size)] for i in range(size)]
    v = [row[:] for row in u]
    for _ in range(6):
        relax(u, v, size)
        u, v = v, u
    print([round(x, 9) for x in u[size // 2]])


main()
