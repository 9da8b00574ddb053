"""Fits, minima, roots, integrals and equations, each found by calling a function of the program."""
import numpy as np
from scipy.integrate import quad, solve_ivp
from scipy.interpolate import CubicSpline, interp1d
from scipy.optimize import brentq, curve_fit, minimize


def model(t, a, gamma):
    return a * np.exp(-gamma * t)


def rosen(p, a, b):
    return (a - p[0]) ** 2 + b * (p[1] - p[0] ** 2) ** 2


def lotka(t, z, a, b):
    x, y = z
    return [a * x - b * x * y, -1.5 * y + 0.075 * x * y]


def cubic(x, c):
    return x**3 - c


def main():
    rng = np.random.default_rng(7)
    t = np.linspace(0, 5, 60)
    curves = [model(t, 1 + 0.1 * k, 0.2) + rng.normal(0, 0.02, t.size) for k in range(6)]
    fits = []
    for k, y in enumerate(curves):
        best, spread = curve_fit(model, t, y, p0=[1, 0.3])
        fits.append(best)
        print(k, best, np.sqrt(np.diag(spread)))
    table = {}
    for b in [1, 5, 10, 50]:
        found = minimize(rosen, x0=[-1.2, 1.0], args=(1.0, b), method="BFGS")
        table[b] = (found.nit, found.x, found.fun)
    print(table)
    peaks = np.zeros((4, 2))
    for k, a in enumerate(np.linspace(0.5, 1.5, 4)):
        solution = solve_ivp(lotka, (0, 5), [10, 5], args=(a, 0.1), t_eval=np.linspace(0, 5, 20))
        peaks[k, 0] = solution.y[0].max()
        peaks[k, 1] = solution.y[1].max()
    print(peaks)
    areas = [quad(lambda x, k=k: np.exp(-x * x) * np.cos(k * x), 0, 5)[0] for k in range(8)]
    print(sum(areas))
    roots = []
    for c in range(1, 9):
        roots.append(brentq(cubic, 0.0, 3.0, args=(c,)))
    print(roots)
    grid = np.linspace(0, 5, 200)
    out = {}
    for k, y in enumerate(curves):
        spline = CubicSpline(t, y)
        out[k] = spline(grid)
    line = np.zeros((6, 200))
    for k, y in enumerate(curves):
        line[k] = interp1d(t, y)(grid)
    print(line.sum(), sum(values.sum() for values in out.values()))


main()
