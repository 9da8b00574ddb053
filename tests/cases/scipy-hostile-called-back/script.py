"""Solvers that call functions which do more than compute, print what they do, or change what they are given."""
import numpy as np
from scipy.integrate import quad, solve_ivp
from scipy.optimize import brentq, curve_fit, minimize

calls = 0
trail = []


def counted(x):
    global calls
    calls += 1
    return float((x * x).sum()) + calls % 2 * 1e-9


def remembered(x):
    trail.append(float(x[0]))
    return float((x * x).sum())


def spoiled(x):
    x[0] = abs(x[0])
    return float((x * x).sum()) + x[0]


def spoils(x, target):
    target[0] += 1.0
    return float(((x - target) ** 2).sum())


def reads(x):
    return float(((x - state) ** 2).sum())


for k in range(4):
    print(k, minimize(counted, [1.0 + k, 2.0], method="Nelder-Mead", options={"maxiter": 20}).x, calls)
for k in range(4):
    print(k, minimize(remembered, [1.0 + k, 2.0], method="Nelder-Mead", options={"maxiter": 20}).x)
print(len(trail), trail[-1])
for k in range(4):
    print(k, minimize(spoiled, [1.0 - k, 2.0], method="Nelder-Mead", options={"maxiter": 20}).x)
target = np.array([1.0, 2.0])
for k in range(4):
    print(k, minimize(spoils, [1.0 - k, 2.0], args=(target,), method="Nelder-Mead", options={"maxiter": 20}).x)
print(target)
state = np.array([0.0, 1.0])
for k in range(4):
    found = minimize(reads, [1.0 - k, 2.0], method="BFGS")
    state[0] += found.x[1]
print(state)
for k in range(3):
    print(minimize(spoiled, [1.0 - k, 2.0], method="Nelder-Mead", options={"maxiter": 9, "disp": True}).nit)
options = {"maxiter": 9, "disp": True}
for k in range(3):
    print(minimize(spoiled, [1.0 - k, 2.0], method="Nelder-Mead", options=options).nit)
start = np.array([3.0, 4.0])
for k in range(3):
    found = minimize(spoiled, start, method="Nelder-Mead", options={"maxiter": 9})
    start = found.x
print(start)
starts = [np.array([3.0, 4.0 + k]) for k in range(4)]
ends = []
for first in starts:
    ends.append(minimize(counted, first, method="BFGS", callback=lambda x: print("step")).x)
print(ends, starts, calls)


def rising(x, a):
    if a == 2:
        raise ValueError("no root of this one")
    return x - a / 10


for a in range(5):
    try:
        print(brentq(rising, 0, 1, args=(a,)))
    except ValueError as error:
        print(error)
found = []
for a in range(5):
    found.append(brentq(lambda x: x - 0.1 * a, -1, 1))
print(found)


def decay(t, y, log):
    log.append(t)
    return -y


log = []
for k in range(3):
    print(solve_ivp(decay, (0, 1), [1.0 + k], args=(log,)).y[0, -1])
print(len(log))
inner = []
for k in range(3):
    inner.append(quad(lambda x: quad(lambda y: x * y + k, 0, 1)[0], 0, 1))
print(inner)
x = np.arange(6.0)
for k in range(3):
    try:
        print(curve_fit(lambda x, a, b: a * x + b * calls, x, x * k)[0].round(6))
    except Exception as error:
        print(type(error).__name__)
    calls += 1
