import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

a = np.arange(12.0).reshape(3, 4)
buf = np.zeros(4)

q = np.arange(6.0)
def rot(v):
    v[:] = np.roll(v, 1)
    return np.sort(np.cumsum(v))
print([rot(q)[0] for _ in range(4)], q)
views = [q[::2], q[1::2]]
for k in range(4):
    views[k % 2] += np.cumsum(views[(k + 1) % 2])
print(q)
d = {"x": q[:3], "y": q}
for k in range(4):
    d["x"][k % 3] = f(d["y"]).sum() % 7
print(q)
class Holder:
    def __init__(self, arr):
        self.arr = arr
        self.half = arr[:3]
    def step(self, k):
        self.half[k % 3] += 1.0
        return np.cumsum(self.arr)[-1]
ho = Holder(q)
print([ho.step(k) for k in range(5)], q)

g = np.zeros((4, 4))
for i in range(1, 4):
    g[i] = np.cumsum(g[i - 1] + i)         # a recurrence over rows
print(g)
for i in range(4):
    g[:, i] = np.cumsum(g[i])               # reads a row that a column store changes
print(g)
for i in range(4):
    g[i, i:] = np.sort(g[i:, i] * 1.5)
print(g)
x, y = g[0], g[1]
for i in range(3):
    x[i + 1] = np.cumsum(y).sum() % 5
    y[i] = np.cumsum(x).sum() % 7
print(g)
x, y = y, x
