import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

a = np.arange(12.0).reshape(3, 4)
buf = np.zeros(4)

def opt(x, out=None):
    y = np.add(x, 1.0, out=out)
    return np.sort(np.multiply(y, y, y))
print([opt(a[i]).sum() for i in range(3)], a)
print([opt(a[i], a[i]).sum() for i in range(3)], a)
