"""Arrays that are one array in some calls, or share memory in others."""
import numpy as np

def g(b, i):
    return np.sort(np.cumsum(b[i] + b[(i + 1) % len(b)]))

class Box:
    pass
def f(a, b, c):
    for i in range(len(a)):
        a[i, :] = g(b, i)
        c[(i + 1) % len(a), 0] = a[i, 0]
    return a.sum(), b.sum()
x, y, z = (np.arange(12.0).reshape(4, 3) for _ in range(3))
print(f(x, y, z)); print(f(x, y, y)); print(f(x, x, z)); print(f(x, y, y[::-1])); print(f(x, x[::-1], z))

shared = np.arange(12.0).reshape(4, 3)
def look(i):
    return np.sort(np.cumsum(shared[i])).sum()
def f(a, b):
    for i in range(len(a)):
        a[(i + 1) % len(a), :] = g(b, i) + look(i)
    return a.sum()
x, y = (np.arange(12.0).reshape(4, 3) for _ in range(2))
print(f(x, y)); print(f(shared, y)); print(f(shared[:2], shared[2:])); print(f(shared[::2], shared[1::2]))

def f(a, b):
    part = b[1]
    view = a[:2]
    for i in range(len(a)):
        a[i, :] = g(b, i) + np.sort(part) + np.cumsum(view[i % 2])
    return a.sum()
x, y = (np.arange(12.0).reshape(4, 3) for _ in range(2))
print(f(x, y)); print(f(x, x)); print(f(x, x.copy()))
def f3(a, items):
    for i in range(len(a)):
        a[i, :] = g(items[0], i)
        items[1][i % 2] = 0.0
    return a.sum()
print(f3(x, [y, y])); print(f3(x, [x, y])); print(f3(x, [y, x]))
