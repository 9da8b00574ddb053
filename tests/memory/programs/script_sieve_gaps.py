"""Primes, gaps between them and their frequencies."""

from collections import Counter


def primes_below(n):
    sieve = bytearray([1]) * n
    sieve[0] = sieve[1] = 0
    p = 2
    while p * p < n:
        if sieve[p]:
            sieve[p * p :: p] = bytes(len(range(p * p, n, p)))
        p += 1
    return [i for i, flag in enumerate(sieve) if flag]


def main():
    primes = primes_below(100000)
    gaps = [b - a for a, b in zip(primes, primes[1:])]
    counts = Counter(gaps)
    twins = [(p, q) for p, q in zip(primes, primes[1:]) if q - p == 2]
    print(len(primes), max(gaps), counts.most_common(3), len(twins), twins[-1])


main()
