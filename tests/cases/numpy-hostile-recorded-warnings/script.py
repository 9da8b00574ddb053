import warnings
import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

with warnings.catch_warnings():
    warnings.simplefilter("error")
    out = []
    for i in range(4):
        try:
            out.append(f(np.array([1.0]) / np.array([float(i % 2)])).sum())
        except RuntimeWarning as w:
            out.append(str(w))
    print(out)
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    print([f(np.array([1.0]) / np.array([float(i % 2)])).sum() for i in range(4)])
print(len(log))
