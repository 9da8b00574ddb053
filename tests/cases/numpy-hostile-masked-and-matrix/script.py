import warnings
import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

mm = np.ma.array([1.0, 2.0, 3.0], mask=[0, 1, 0])
print([f(mm * k).sum() for k in range(3)])
mx = np.matrix([[1.0, 2.0], [3.0, 4.0]])
print([(mx * mx * k).sum() for k in range(3)])
