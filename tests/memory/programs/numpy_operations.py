import numpy as np

a = np.arange(50000, dtype=np.float64)
b = a * 2.0
c = a + b
total = c.sum()
