"""Puzzles that are made and solved."""

from sudoku import Sudoku

for seed in range(3):
    puzzle = Sudoku(3, seed=seed).difficulty(0.4)
    solution = puzzle.solve()
    print(puzzle.board)
    print(solution.board, solution.validate() if hasattr(solution, "validate") else "")
empties = [sum(cell is None or cell == 0 for row in Sudoku(2, seed=s).difficulty(0.5).board for cell in row) for s in range(8)]
print(empties)
