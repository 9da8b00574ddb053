"""Decimals: pi to several precisions, factorials by halves."""

import decimal

import run_benchmark as bench

for digits in (10, 30, 60):
    with decimal.localcontext() as context:
        context.prec = digits
        last, t, s, n, na, d, da = decimal.Decimal(0), decimal.Decimal(3), decimal.Decimal(3), 1, 0, 0, 24
        while s != last:
            last = s
            n, na = n + na, na + 8
            d, da = d + da, da + 32
            t = t * n / d
            s += t
        print(digits, s)
print(bench.pi_decimal())
