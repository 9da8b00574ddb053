import warnings
import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

z = np.array(5.0)
w = z[...]
for i in range(3):
    z += f(np.arange(3.0) * i).sum()
print(z, w, z[()])
r = np.arange(4.0)
r.flags.writeable = False
try:
    for i in range(4):
        r[i] = f(np.arange(3.0) + i).sum()
except ValueError as error:
    print(error)
