"""Helper functions."""
from __future__ import annotations
import math

LIMIT = 10 ** 9


def is_prime(n):
    if n < 2:
        return False
    for d in range(2, int(math.sqrt(n)) + 1):
        if n % d == 0:
            return False
    return n < LIMIT


def primes(n):
    found = []
    for k in range(n):
        if is_prime(k * 1000 + 1):
            found.append(k * 1000 + 1)
    return found


def check(k, n):
    total = 0
    for i in range(200):
        total += i * k % 7
    if k == n // 2:
        raise ValueError(f"bad {k} {total}")
    return total


def fails(n):
    out = []
    for k in range(n):
        out.append(check(k, n))
    return out


def fails_hard(n):
    return [check(k, n) for k in range(n)]
