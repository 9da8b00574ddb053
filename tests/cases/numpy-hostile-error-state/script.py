import warnings
import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

old = np.seterr(all="raise")
for i in range(3):
    try:
        print(f(np.array([1e308, 1e308 * i])))
    except FloatingPointError as error:
        print(error)
    np.seterr(over="ignore" if i == 1 else "raise")
np.seterr(**old)
np.seterr(all="raise")
def guarded(i):
    try:
        return float(f(np.array([1e308, 1e308 * i]))[0])
    except FloatingPointError as error:
        return str(error)
print([guarded(i) for i in range(4)])
