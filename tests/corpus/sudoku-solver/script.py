"""Solve a list of sudokus by backtracking."""
import sys

PUZZLES = """
530070000600195000098000060800060003400803001700020006060000280000419005000080079
003020600900305001001806400008102900700000008006708200002609500800203009005010300
200080300060070084030500209000105408000000000402706000301007040720040060004010003
100920000524010000000000070050008102000000000402700090060000000000030945000071006
"""


def parse(line):
    return [[int(line[9 * r + c]) for c in range(9)] for r in range(9)]


def possible(grid, r, c, v):
    for k in range(9):
        if grid[r][k] == v or grid[k][c] == v:
            return False
    r0, c0 = 3 * (r // 3), 3 * (c // 3)
    for i in range(3):
        for j in range(3):
            if grid[r0 + i][c0 + j] == v:
                return False
    return True


def candidates(grid, r, c):
    return [v for v in range(1, 10) if possible(grid, r, c, v)]


def solve(grid):
    best = None
    for r in range(9):
        for c in range(9):
            if grid[r][c] == 0:
                options = candidates(grid, r, c)
                if best is None or len(options) < len(best[2]):
                    best = (r, c, options)
    if best is None:
        return True
    r, c, options = best
    for v in options:
        grid[r][c] = v
        if solve(grid):
            return True
        grid[r][c] = 0
    return False


def main():
    solved = 0
    total = 0
    for number, line in enumerate(PUZZLES.split(), start=1):  # expert: easy
        grid = parse(line)
        if not solve(grid):
            print(f"puzzle {number}: no solution", file=sys.stderr)
            continue
        solved += 1
        corner = grid[0][0] * 100 + grid[0][1] * 10 + grid[0][2]
        total += corner
        print(f"puzzle {number}: {corner}")
        for row in grid:
            print("".join(map(str, row)))
    print(solved, total)


main()
