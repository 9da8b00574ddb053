"""Count the ways to put n queens on an n x n board so that none attacks another."""
import sys


def count_solutions(n, row, columns, rising, falling):
    """Count the solutions with the queens of the rows above `row` already placed."""
    if row == n:
        return 1
    solutions = 0
    for col in range(n):
        if col in columns or row + col in rising or row - col in falling:
            continue
        solutions += count_solutions(n, row + 1, columns | {col}, rising | {row + col}, falling | {row - col})
    return solutions


def main():
    n = 9
    if len(sys.argv) > 1:
        n = int(sys.argv[1])
    total = 0
    for col in range(n):
        found = count_solutions(n, 1, {col}, {col}, {-col})
        print(f"first queen in column {col}: {found}")
        total += found
    print(f"{n} queens: {total} solutions")


main()
