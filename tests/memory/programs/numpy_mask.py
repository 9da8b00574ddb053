import numpy as np

a = np.arange(100000) * 0.5
mask = (a > 1000.0) & (a < 40000.0)
chosen = a[mask]
print(len(chosen), (a % 2 == 0).sum())
