"""Some solutions of the meteor puzzle."""

import run_benchmark as meteor

board, cti, pieces = meteor.get_puzzle(meteor.WIDTH, meteor.HEIGHT)
footprints = meteor.get_footprints(board, cti, pieces)
neighbours = meteor.get_senh(board, cti)
solutions = []
meteor.solve(4, 0, frozenset(range(len(board))), [-1] * len(board), list(range(len(pieces))), solutions, footprints, neighbours)
for solution in solutions:
    print(solution)
