import warnings
import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

class Sub(np.ndarray):
    count = 0
    def __array_finalize__(self, obj):
        Sub.count += 1
s = np.arange(4.0).view(Sub)
print([f(s).sum() for _ in range(3)], Sub.count > 0)
before = Sub.count
rs = []
for i in range(3):
    rs.append(f(s[1:] * i))
print(Sub.count - before, type(rs[0]).__name__)
