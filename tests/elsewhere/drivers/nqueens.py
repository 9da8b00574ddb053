"""Queens on several boards."""

import run_benchmark as bench

for size in range(1, 8):
    solutions = list(bench.n_queens(size))
    print(size, len(solutions), solutions[:2])
