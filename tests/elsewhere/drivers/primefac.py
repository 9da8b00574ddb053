"""Factors of numbers."""

import primefac

for number in range(10**6, 10**6 + 30):
    print(number, list(primefac.primefac(number)), primefac.isprime(number))
factors = [list(primefac.primefac(n * n + 1)) for n in range(1000, 1030)]
print(factors)
print([n for n in range(2, 300) if primefac.isprime(n)])
