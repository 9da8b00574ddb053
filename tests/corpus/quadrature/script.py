"""Numerical integration, root finding, ODE parameter sweeps, Romberg, lambdas in tables."""
import math
from collections import namedtuple

Result = namedtuple("Result", "name value error")


def simpson(f, a, b, n):
    h = (b - a) / n
    total = f(a) + f(b)
    for i in range(1, n):  # expert: easy, refused: unprofitable-loop
        total += f(a + i * h) * (4 if i % 2 else 2)
    return total * h / 3


def romberg(f, a, b, depth):
    table = [[0.5 * (b - a) * (f(a) + f(b))]]
    for i in range(1, depth):
        h = (b - a) / 2 ** i
        s = sum(f(a + (2 * k - 1) * h) for k in range(1, 2 ** (i - 1) + 1))
        row = [0.5 * table[-1][0] + h * s]
        for j in range(1, i + 1):
            row.append(row[-1] + (row[-1] - table[-1][j - 1]) / (4 ** j - 1))
        table.append(row)
    return table[-1][-1]


def newton(f, df, x, steps=30):
    for _ in range(steps):
        d = df(x)
        if d == 0:
            break
        x -= f(x) / d
    return x


def rk4(f, y, t, dt, steps):
    for _ in range(steps):
        k1 = f(t, y)
        k2 = f(t + dt / 2, y + dt / 2 * k1)
        k3 = f(t + dt / 2, y + dt / 2 * k2)
        k4 = f(t + dt, y + dt * k3)
        y += dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        t += dt
    return y


FUNCTIONS = {
    "sin": (math.sin, 0.0, math.pi, 2.0),
    "exp": (lambda x: math.exp(-x * x), 0.0, 1.0, 0.746824132812427),
    "poly": (lambda x: 3 * x ** 2 - x, 0.0, 2.0, 6.0),
}


def main():
    results = []
    for name, (f, a, b, exact) in FUNCTIONS.items():  # expert: easy
        value = simpson(f, a, b, 200)
        results.append(Result(name, value, abs(value - exact)))
    for r in results:
        print(f"{r.name:5} {r.value:.10f} {r.error < 1e-6}")
    print([round(romberg(f, a, b, 7), 8) for f, a, b, _ in FUNCTIONS.values()])  # expert: easy
    roots = sorted({round(newton(lambda x: x ** 3 - 2 * x - 1, lambda x: 3 * x * x - 2, s / 4), 6) for s in range(-12, 13)})  # expert: easy
    print(roots)
    best_rate, best_gap = None, math.inf
    for k in range(1, 25):  # expert: easy
        rate = k / 10
        y = rk4(lambda t, y: -rate * y + math.cos(t), 1.0, 0.0, 0.05, 60)
        gap = abs(y - 0.5)
        if gap < best_gap:
            best_rate, best_gap = rate, gap
    print(best_rate, round(best_gap, 6))


main()
