"""Kernels of SciMark on small data."""

import run_benchmark as scimark

grid = scimark.Array2D(20, 20)
scimark.SOR_execute(1.25, grid, 4, scimark.Array2D)
print([grid[x, y] for y in range(0, 20, 7) for x in range(0, 20, 5)])

print(scimark.MonteCarlo(3000))

random = scimark.Random(7)
matrix = scimark.ArrayList(12, 12)
for y in range(12):
    for x in range(12):
        matrix[x, y] = random.nextDouble()
pivots = [0] * 12
scimark.LU_factor(matrix, pivots)
print(pivots, [matrix[i, i] for i in range(12)])

data = [random.nextDouble() for _ in range(2 * 64)]
scimark.FFT_transform(64, data)
print(data[:6])
scimark.FFT_inverse(64, data)
print(data[:6])
