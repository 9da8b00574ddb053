PUZZLE = "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79"


def candidates(grid, row, col):
    used = set(grid[row]) | {grid[r][col] for r in range(9)}
    top, left = row // 3 * 3, col // 3 * 3
    for r in range(top, top + 3):
        used.update(grid[r][left:left + 3])
    return [d for d in range(1, 10) if d not in used]


def solve(grid):
    """Fills the grid in place and takes back what does not work."""
    global tried
    best = None
    for row in range(9):
        for col in range(9):
            if grid[row][col] == 0:
                options = candidates(grid, row, col)
                if best is None or len(options) < len(best[2]):
                    best = row, col, options
    if best is None:
        return True
    row, col, options = best
    for digit in options:
        tried += 1
        grid[row][col] = digit
        if solve(grid):
            return True
        grid[row][col] = 0
    return False


tried = 0
grid = [[0 if c == "." else int(c) for c in PUZZLE[9 * r:9 * r + 9]] for r in range(9)]
print(solve(grid), tried)
for row in grid:
    print(*row)
tried = 0
empty = [[0] * 9 for _ in range(9)]
empty[0] = [1, 2, 3, 4, 5, 6, 7, 8, 9]
empty[1][0] = 9
print(solve(empty), tried, empty[8])
