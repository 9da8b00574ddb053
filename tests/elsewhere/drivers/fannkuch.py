"""Pancake flips for several sizes."""

import run_benchmark as bench

flips = [bench.fannkuch(n) for n in range(3, 8)]
print(flips)
