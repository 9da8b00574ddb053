"""Polynomials, primes and modular arithmetic: Miller-Rabin, CRT, NTT, continued fractions."""
import operator
from functools import partial, reduce


def power_mod(a, e, m):
    result = 1
    a %= m
    while e:
        if e & 1:
            result = result * a % m
        a = a * a % m
        e >>= 1
    return result


def miller_rabin(n, bases=(2, 3, 5, 7, 11)):
    if n < 2:
        return False
    for p in bases:
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for a in bases:
        x = power_mod(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def poly_mul(p, q):
    out = [0] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            out[i + j] += a * b
    return out


def poly_eval(p, x):
    return reduce(lambda acc, c: acc * x + c, reversed(p), 0)


def continued_fraction(n, terms):
    a0 = int(n ** 0.5)
    if a0 * a0 == n:
        return [a0]
    m, d, a = 0, 1, a0
    out = [a0]
    for _ in range(terms):
        m = d * a - m
        d = (n - m * m) // d
        a = (a0 + m) // d
        out.append(a)
    return out


def period(n):
    cf = continued_fraction(n, 40)
    a0 = cf[0]
    for length, a in enumerate(cf[1:], 1):
        if a == 2 * a0:
            return length
    return 0


def crt(residues, moduli):
    product = reduce(operator.mul, moduli)
    total = 0
    for r, m in zip(residues, moduli):
        part = product // m
        total += r * part * pow(part, -1, m)
    return total % product


def main():
    primes = list(filter(miller_rabin, range(10 ** 6, 10 ** 6 + 400)))  # expert: easy
    print(len(primes), primes[:3])
    odd_periods = sum(1 for n in range(2, 400) if period(n) % 2)  # expert: easy
    print(odd_periods)
    polys = [[(i * k + 1) % 7 for k in range(12)] for i in range(1, 16)]
    products = []
    for p, q in zip(polys, polys[1:]):  # expert: easy
        products.append(poly_mul(p, q))
    print(products[0])
    square = partial(poly_mul, polys[0])
    print(square(polys[0])[:6])
    values = [[poly_eval(p, x) % 10007 for x in range(20)] for p in products]  # expert: easy
    print(sum(map(sum, values)))
    answers = [crt([i % 3, i % 5, i % 7, i % 11], [3, 5, 7, 11]) for i in range(0, 1155, 50)]  # expert: easy
    print(answers == [i % 1155 for i in range(0, 1155, 50)])
    orders = {}
    for p in (101, 103, 107, 109, 113):  # expert: easy
        for g in range(2, p):
            if len({power_mod(g, e, p) for e in range(1, p)}) == p - 1:
                orders[p] = g
                break
    print(orders)


if __name__ == "__main__":
    main()
