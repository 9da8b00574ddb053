"""Digits of pi by a spigot."""

import run_benchmark as bench

digits = list(bench.calc_ndigits(120))
print("".join(map(str, digits)))
for width in (10, 20):
    sums = [sum(digits[i : i + width]) for i in range(0, len(digits), width)]
    print(width, sums)
