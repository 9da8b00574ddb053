"""Trees walked by generators."""

import run_benchmark as bench

for size in (0, 1, 10, 100):
    tree = bench.tree(range(size))
    values = list(tree) if tree is not None else []
    print(size, sum(values), values[:5])
