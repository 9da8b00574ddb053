import warnings
import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

def collect(x, into=np.zeros(4)):
    into += f(np.arange(4.0) * x)
    return into
print([collect(k).tolist() for k in range(4)])
rows = [collect(k) for k in range(3)]
rows[0][0] = -1.0
print(rows)
