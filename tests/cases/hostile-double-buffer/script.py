"""The two grids are one, share rows, or are reached by a third name."""

SIZE = 14


def make(seed):
    return [[float((i * seed + j * 3) % 11) for j in range(SIZE)] for i in range(SIZE)]


def relax(u, v):
    for i in range(1, SIZE - 1):
        for j in range(1, SIZE - 1):
            v[i][j] = 0.25 * (u[i - 1][j] + u[i + 1][j] + u[i][j - 1] + u[i][j + 1])


def touch(grid, i):
    if i % 5 == 4:
        grid[0][0] += 1.0
    return sum(sum(row) for row in grid)


def touched(u, v):
    for i in range(1, SIZE - 1):
        for j in range(1, SIZE - 1):
            v[i][j] = u[i - 1][j] + touch(u, i)


def read(i):
    return sum(GRID[i - 1])


def through_global(u, v):
    for i in range(1, SIZE - 1):
        for j in range(1, SIZE - 1):
            v[i][j] = u[i][j] + read(i)


def third(u, v):
    w = v if SIZE > 10 else u
    for i in range(1, SIZE - 1):
        for j in range(1, SIZE - 1):
            v[i][j] = u[i][j] + w[i - 1][j]


def rebound(u, v):
    total = 0.0
    for i in range(1, SIZE - 1):
        for j in range(1, SIZE - 1):
            v[i][j] = float((i * j) % 7) + j * 0.5
        total += sum(u[i - 1])
        if i == 3:
            u = v
    return total


def row_of(grid, i):
    return grid[i]


def through_row(u, v):
    for i in range(1, SIZE - 1):
        row = row_of(v, i - 1)
        for j in range(1, SIZE - 1):
            v[i][j] = u[i][j] + row[j]


def maybe_unbound(v, flag):
    if flag:
        other = make(5)
    for i in range(SIZE):
        for j in range(SIZE):
            v[i][j] = i * j + (other[i][j] if flag else 0.0)
    return v


GRID = make(2)
for run in (relax, touched, through_global, third, rebound, through_row):
    u, v = make(3), make(4)
    for _ in range(2):
        print(run.__name__, run(u, v), sum(map(sum, u)), sum(map(sum, v)))
        u, v = v, u
    print(run(u, u), sum(map(sum, u)))
    v = [row for row in u]
    print(run(u, v), sum(map(sum, u)))
    v = u[:3] + make(7)[3:]
    print(run(u, v), sum(map(sum, u)), sum(map(sum, v)))
    GRID = make(6)
    print(run(u, GRID), sum(map(sum, GRID)))
    print(run(GRID, v), sum(map(sum, v)))
print(sum(map(sum, maybe_unbound(make(1), False))), sum(map(sum, maybe_unbound(make(1), True))))
