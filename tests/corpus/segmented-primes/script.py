"""Segmented sieve, twin primes per segment, Goldbach counts."""
import math
import sys


def simple_sieve(limit):
    flags = bytearray([1]) * (limit + 1)
    flags[0:2] = b"\0\0"
    for p in range(2, math.isqrt(limit) + 1):
        if flags[p]:
            flags[p * p::p] = bytes(len(range(p * p, limit + 1, p)))
    return [i for i, f in enumerate(flags) if f]


def segment(low, high, base):
    flags = [True] * (high - low)
    for p in base:
        start = max(p * p, (low + p - 1) // p * p)
        for k in range(start, high, p):
            flags[k - low] = False
    return [low + i for i, f in enumerate(flags) if f]


def primes_up_to(limit, size):
    base = simple_sieve(math.isqrt(limit))
    primes = list(base)
    for low in range(base[-1] + 1, limit + 1, size):  # expert: easy
        primes.extend(segment(low, min(low + size, limit + 1), base))
    return primes


def goldbach(n, prime_set):
    return sum(1 for p in prime_set if p <= n // 2 and n - p in prime_set)


def main():
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 6000
    primes = primes_up_to(limit, 500)
    print(len(primes), primes[-1])
    prime_set = frozenset(primes)
    twins = [(p, p + 2) for p in primes if p + 2 in prime_set]
    print(len(twins), twins[-1])
    most = max(range(4, 120, 2), key=lambda n: goldbach(n, prime_set))  # expert: easy
    print(most, goldbach(most, prime_set))
    totals = {}
    for n in range(1000, 1040, 2):  # expert: easy
        totals[n] = goldbach(n, prime_set)
    for n, count in totals.items():
        print(n, count)


if __name__ == "__main__":
    main()
