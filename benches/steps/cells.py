def step(grid, rows, cols):
    new = []
    for r in range(rows):
        row = []
        for c in range(cols):
            n = 0
            for dr in (-1, 0, 1):
                for dc in (-1, 0, 1):
                    if (dr or dc) and grid[(r + dr) % rows][(c + dc) % cols]:
                        n += 1
            row.append(1 if n == 3 or (n == 2 and grid[r][c]) else 0)
        new.append(row)
    return new


def main():
    rows, cols = 64, 64
    grid = [[1 if (r * 7 + c * 13) % 5 == 0 else 0 for c in range(cols)] for r in range(rows)]
    for generation in range(300):
        grid = step(grid, rows, cols)
        if generation % 50 == 0:
            print(generation, sum(map(sum, grid)))
    print(sum(map(sum, grid)))


main()
