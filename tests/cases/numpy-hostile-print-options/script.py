import warnings
import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

np.set_printoptions(precision=3)
for i in range(4):
    np.set_printoptions(precision=3 + i)
    line = str(f(np.arange(3.0) / 7 + i))
    print(line)
lines = [str(f(np.arange(3.0) / 7 + i)) for i in range(3)]
print(lines)
