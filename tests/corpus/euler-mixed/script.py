#!/usr/bin/env python3
"""Some Project Euler problems with smaller bounds."""
import time
from functools import cache
from math import gcd, isqrt


def is_prime(n):
    if n < 2:
        return False
    if n % 2 == 0:
        return n == 2
    for d in range(3, isqrt(n) + 1, 2):
        if n % d == 0:
            return False
    return True


def problem10(limit=6000):
    return sum(n for n in range(limit) if is_prime(n))  # expert: easy


def problem14(limit=3000):
    def length(n):
        steps = 1
        while n != 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        return steps
    return max(range(1, limit), key=length)  # expert: easy


@cache
def digit_factorial(d):
    result = 1
    for k in range(2, d + 1):
        result *= k
    return result


def chain_length(n):
    seen = set()
    while n not in seen:
        seen.add(n)
        n = sum(digit_factorial(int(c)) for c in str(n))
    return len(seen)


def problem74(limit=600):
    return sum(1 for n in range(1, limit) if chain_length(n) > 30)  # expert: easy


def problem9(total=400):
    best = None
    for a in range(1, total // 3):  # expert: easy
        for b in range(a + 1, total // 2):
            c = total - a - b
            if a * a + b * b == c * c:
                best = a * b * c
    return best


def problem75(limit=900):
    counts = [0] * (limit + 1)
    for m in range(2, isqrt(limit // 2) + 1):
        for n in range(1 + m % 2, m, 2):
            if gcd(m, n) == 1:
                p = 2 * m * (m + n)
                for k in range(p, limit + 1, p):
                    counts[k] += 1
    return sum(c == 1 for c in counts)


def problem36(limit=8000):
    found = []
    for n in range(1, limit):  # expert: easy, refused: unprofitable-loop
        s, b = str(n), bin(n)[2:]
        if s == s[::-1] and b == b[::-1]:
            found.append(n)
    return sum(found)


def problem27(bound=24):
    best = (0, 0, 0)
    for a in range(-bound + 1, bound):  # expert: easy
        for b in range(-bound, bound + 1):
            n = 0
            while is_prime(n * n + a * n + b):
                n += 1
            if n > best[0]:
                best = (n, a, b)
    return best[1] * best[2]


def main():
    for solve in (problem9, problem10, problem14, problem27, problem36, problem74, problem75):  # expert: hard
        started = time.time()
        answer = solve()
        took = time.time() - started
        print(solve.__name__, answer, "ok" if took < 60 else "slow")


if __name__ == "__main__":
    main()
