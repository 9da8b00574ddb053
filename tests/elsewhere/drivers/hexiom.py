"""Solve some of the levels of Hexiom."""

import io

import run_benchmark as hexiom

for level in (2, 10):
    board, solution = hexiom.LEVELS.get(level, ("", ""))
    if not board:
        continue
    output = io.StringIO()
    hexiom.solve_file(board.strip(), hexiom.Done.FIRST_STRATEGY, hexiom.DESCENDING, output)
    lines = [line.rstrip() for line in output.getvalue().splitlines()]
    print(level, lines == solution.rstrip().splitlines())
    print("\n".join(lines))
