# Collect primes by trial division and look at the gaps between them.
import math
import sys


def is_prime(n):
    if n < 2:
        return False
    if n % 2 == 0:
        return n == 2
    for divisor in range(3, math.isqrt(n) + 1, 2):
        if n % divisor == 0:
            return False
    return True


first = int(sys.argv[1])
last = int(sys.argv[2])

primes = []
for n in range(first, last + 1):
    if is_prime(n):
        primes.append(n)

print(len(primes), "primes between", first, "and", last)
print("sum:", sum(primes))
print("the last ones:", primes[-5:])

gaps = {}
for a, b in zip(primes, primes[1:]):
    gaps.setdefault(b - a, []).append(a)
for gap in sorted(gaps):
    print(f"gap {gap:3d}: {len(gaps[gap])} times, first after {gaps[gap][0]}")

# Goldbach: how many ways are there to write the number as a sum of two primes?
number = first + last + (first + last) % 2
ways = sum(1 for n in range(2, min(number // 2, 50000) + 1) if is_prime(n) and is_prime(number - n))
print("ways to write", number, "with a small prime:", ways)
