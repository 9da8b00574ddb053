import warnings
import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

res = []
for i in range(6):
    with np.errstate(divide="ignore"):
        res.append(f(np.array([1.0, 2.0]) / np.array([float(i % 2), 1.0])).sum())
print(res)
def quiet(i):
    with np.errstate(all="ignore"):
        return f(np.array([1.0, 2.0]) / np.array([float(i % 2), 1.0])).sum()
print([quiet(i) for i in range(5)])
