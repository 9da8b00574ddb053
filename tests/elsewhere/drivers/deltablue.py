"""Chains and projections of constraints."""

import run_benchmark as deltablue

for size in (10, 50, 100):
    deltablue.delta_blue(size)
    print(size, deltablue.planner.current_mark)
