"""Matrices, multiplied, inverted, decomposed."""

import fractions

from algorithms.matrix import cholesky_matrix_decomposition, copy_transform, count_paths, matrix_exponentiation, matrix_inversion
from algorithms.matrix import multiply, sparse_mul, spiral_traversal, sudoku_validator, sum_sub_squares

matrices = [[[(i * j + k) % 7 + (i == j) * 10 for j in range(5)] for i in range(5)] for k in range(6)]
products = []
for left in matrices:
    for right in matrices[:3]:
        products.append(multiply.multiply(left, right))
print(products[0], products[-1], sum(sum(map(sum, p)) for p in products))
for matrix in matrices:
    print(matrix_inversion.get_determinant(matrix), spiral_traversal.spiral_traversal([row[:] for row in matrix]), sum_sub_squares.sum_sub_squares(matrix, 3))
print([matrix_inversion.invert_matrix([[fractions.Fraction(v) for v in row] for row in m]) for m in matrices[:2]])
print([matrix_exponentiation.matrix_exponentiation([[1, 1], [1, 0]], n) for n in range(1, 40, 6)])
print([copy_transform.rotate_clockwise(m) for m in matrices[:2]], sparse_mul.sparse_multiply([[1, 0, 0], [-1, 0, 3]], [[7, 0, 0], [0, 0, 0], [0, 0, 1]]))
print([[count_paths.count_paths(rows, cols) for cols in range(1, 7)] for rows in range(1, 7)])
symmetric = [[[float(min(i, j) + 1 + k * (i == j)) for j in range(4)] for i in range(4)] for k in range(4)]
print([cholesky_matrix_decomposition.cholesky_decomposition(m) for m in symmetric])
board = [[(r * 3 + r // 3 + c) % 9 + 1 for c in range(9)] for r in range(9)]
print(sudoku_validator.valid_solution(board), sudoku_validator.valid_solution_set(board))
