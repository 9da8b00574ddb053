"""Spectral norms of larger and larger matrices."""

import run_benchmark as bench

for size in (10, 20, 40):
    u = [1] * size
    v = u
    for _ in range(4):
        v = bench.eval_AtA_times_u(u)
        u = bench.eval_AtA_times_u(v)
    upper = lower = 0
    for one, other in zip(u, v):
        upper += one * other
        lower += other * other
    print(size, (upper / lower) ** 0.5)
