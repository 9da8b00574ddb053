"""Numerical integration with several rules and functions, table of errors."""
import math


def trapezoid(f, a, b, n):
    h = (b - a) / n
    s = 0.5 * (f(a) + f(b))
    for i in range(1, n):
        s += f(a + i * h)
    return s * h


def simpson(f, a, b, n):
    h = (b - a) / n
    s = f(a) + f(b)
    for i in range(1, n, 2):
        s += 4 * f(a + i * h)
    for i in range(2, n - 1, 2):
        s += 2 * f(a + i * h)
    return s * h / 3


def poly(x):
    return 3 * x ** 3 - x + 1


FUNCTIONS = [
    ("sin", math.sin, 0, math.pi, 2.0),
    ("poly", poly, 0, 2, 12.0),
    ("exp", lambda x: math.exp(-x * x), -3, 3, 1.7724146965190428),
    ("sqrt", math.sqrt, 0, 1, 2 / 3),
]
METHODS = {"trapezoid": trapezoid, "simpson": simpson}

print("%-10s %-10s %8s %14s %12s" % ("function", "method", "n", "value", "error"))
for name, f, a, b, exact in FUNCTIONS:  # expert: easy
    for mname, method in METHODS.items():
        for n in (10, 100, 2000):
            v = method(f, a, b, n)
            print("%-10s %-10s %8d %14.10f %12.3e" % (name, mname, n, v, abs(v - exact)))
