"""Sieve in segments, goldbach and prime gaps."""
import math

N = 30000


def sieve(n):
    flags = bytearray([1]) * (n + 1)
    flags[0:2] = b"\x00\x00"
    for i in range(2, math.isqrt(n) + 1):
        if flags[i]:
            flags[i * i::i] = bytearray(len(range(i * i, n + 1, i)))
    return flags


def segment(lo, hi, small):
    flags = [True] * (hi - lo)
    for p in small:
        start = max(p * p, (lo + p - 1) // p * p)
        for m in range(start, hi, p):
            flags[m - lo] = False
    return [lo + i for i, f in enumerate(flags) if f]


flags = sieve(N)
primes = [i for i in range(N + 1) if flags[i]]
print(len(primes))

small = [p for p in primes if p * p <= 200000]
big = []
for lo in range(100000, 200000, 10000):  # expert: easy
    big.extend(segment(lo, lo + 10000, small))
print(len(big), big[-1])


def goldbach(n):
    for p in primes:
        if p > n // 2:
            break
        if flags[n - p]:
            return p, n - p
    return None


worst = 0
for n in range(4, 12000, 2):  # expert: easy
    p, q = goldbach(n)
    if p > worst:
        worst = p
        print("record", n, "=", p, "+", q)

gaps = {}
prev = primes[0]
for p in primes[1:]:
    gaps.setdefault(p - prev, prev)
    prev = p
print(sorted(gaps.items())[-3:])
