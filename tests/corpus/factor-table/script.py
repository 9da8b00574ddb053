"""Miller-Rabin, Pollard rho: factor a list of numbers; collect into a dict."""
import math


def is_prime(n):
    if n < 2:
        return False
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def rho(n):
    if n % 2 == 0:
        return 2
    c = 1
    while True:
        x = y = 2
        d = 1
        while d == 1:
            x = (x * x + c) % n
            y = (y * y + c) % n
            y = (y * y + c) % n
            d = math.gcd(abs(x - y), n)
        if d != n:
            return d
        c += 1


def factor(n):
    if n == 1:
        return []
    if is_prime(n):
        return [n]
    d = rho(n)
    return sorted(factor(d) + factor(n // d))


NUMBERS = [10 ** 9 + k for k in range(60)] + [2 ** k - 1 for k in range(20, 48)]
table = {n: factor(n) for n in NUMBERS}  # expert: easy
for n, fs in table.items():
    if len(fs) == 2:
        print(n, "=", " * ".join(map(str, fs)))
assert all(math.prod(fs) == n for n, fs in table.items())
print(max(table, key=lambda n: len(table[n])))
