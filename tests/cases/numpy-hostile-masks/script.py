import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

a = np.arange(12.0).reshape(3, 4)
buf = np.zeros(4)

def clip(x):
    x[x > 5] = 5
    return f(x)
print([clip(a[i]).sum() for i in range(3)], a)
mask = a > 3
print([f(a[mask]).sum() for _ in range(3)])
m2 = mask[1]
for i in range(3):
    m2[i] = not m2[i]
    print(f(a[mask]).sum())
