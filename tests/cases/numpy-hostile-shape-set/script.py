import warnings
import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

a = np.arange(6.0)
b = a[:]
res = []
for i in range(3):
    a.shape = (2, 3) if i % 2 else (3, 2)
    res.append(f(a.sum(axis=1)).tolist())
print(res)
def reshape(v, i):
    v.shape = (2, 3) if i % 2 else (3, 2)
    return f(v.sum(axis=1)).tolist()
print([reshape(b, i) for i in range(4)], b.shape)
