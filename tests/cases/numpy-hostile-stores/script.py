"""Stores of other shapes, orders and kinds."""
import numpy as np

def g(b, i):
    return np.sort(np.cumsum(b[i] + b[(i + 1) % len(b)]))

class Box:
    pass
def f(a, b):
    for i in range(len(a)):
        a[i, :] = np.sort(np.cumsum(np.add(b[i], 1.0, out=b[(i + 1) % len(b)])))
    return a.sum(), b.sum()
def f5(a, b):
    for i in range(len(a)):
        a[[0, i]] = g(b, i)
        a[int(g(b, i)[0]) % len(a), 0] += 1
    return a.sum()
x, y = (np.arange(12.0).reshape(4, 3) for _ in range(2))
print(f(x, y), f(x, x)); print(f5(x, y), f5(x, x))
def f6(a, b):
    m = b > 3
    for i in range(len(a)):
        m[i] = a[i] > 2
        a[i, :] = np.sort(np.cumsum(b[m])[:3]) if m.sum() >= 3 else 0.0
    return a.sum()
print(f6(x, y), f6(x, x))

def f(a, b):
    total = 0.0
    for i in range(len(a)):
        a[i, :] = g(b, i)
        total += a[i].sum() * np.sort(b[i])[0]
        if a[i, 0] > 1e6:
            break
    else:
        total += 1
    return total, a.sum()
x, y = (np.arange(12.0).reshape(4, 3) for _ in range(2))
print(f(x, y), f(x, x))
def f7(a, b, n):
    for i in range(n):
        a[i, :] = g(b, i)
    return a.sum()
try:
    print(f7(x, y, 6))
except IndexError as e:
    print(e, x.sum())
print(f7(np.zeros((4, 3), dtype=object), y, 4), f7(np.ma.zeros((4, 3)), y, 4), f7([[0] * 3] * 4, y, 0) if False else "")
w = np.zeros((4, 3)); w.flags.writeable = False
try:
    f7(w, y, 4)
except ValueError as e:
    print(e)
small = np.zeros((4, 2))
try:
    f7(small, y, 4)
except ValueError as e:
    print(e, small.sum())
