"""Patterns in made-up DNA."""

import run_benchmark as bench

for length, seed in ((200, 1), (500, 42)):
    sequence = bench.init_benchmarks(length, seed)
    print(length, len(sequence), bench.run_benchmarks(sequence))
