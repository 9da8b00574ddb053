"""Nested functions and closures; sequences of functions."""
import math


def make_integrator(f, n):
    def integrate(a, b):
        h = (b - a) / n
        return h * sum(f(a + (i + 0.5) * h) for i in range(n))
    return integrate


def main():
    gauss = make_integrator(lambda x: math.exp(-x * x / 2) / math.sqrt(2 * math.pi), 400)

    def phi(z):
        return 0.5 + gauss(0.0, z)

    table = []
    for i in range(30):  # expert: easy
        z = i / 10
        table.append((z, phi(z)))
    for z, p in table[::5]:
        print(f"{z:4.1f} {p:.6f}")

    def find_root(g, lo, hi):
        while hi - lo > 1e-6:
            mid = (lo + hi) / 2
            if g(lo) * g(mid) <= 0:
                hi = mid
            else:
                lo = mid
        return (lo + hi) / 2

    quantiles = [find_root(lambda z: phi(z) - q, 0.0, 5.0) for q in (0.75, 0.9, 0.95, 0.975, 0.99)]  # expert: easy
    print([round(q, 4) for q in quantiles])


main()
