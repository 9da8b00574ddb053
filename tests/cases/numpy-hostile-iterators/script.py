import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

a = np.arange(12.0).reshape(3, 4)
buf = np.zeros(4)

it = iter(a)
print([f(next(it)).sum() for _ in range(2)], next(it))
fl = a.flat
next(fl)
print([f(np.array([next(fl), next(fl)])).sum() for _ in range(3)])
a.flat[3] = 9.0
a.flat = 2.0
print(a)
