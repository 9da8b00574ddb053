"""What writes an array by another name than the one that is checked."""
import numpy as np

def g(b, i):
    return np.sort(np.cumsum(b[i] + b[(i + 1) % len(b)]))

class Box:
    pass
def f(a, b, box):
    for i in range(len(a)):
        a[i, :] = g(b, i)
        box.buf[(i + 1) % len(a)] += 1.0
    return a.sum()
for k in range(2):
    x, y = np.arange(12.0).reshape(4, 3), np.arange(12.0).reshape(4, 3)
    box = Box(); box.buf = y if k else np.zeros((4, 3))
    print(f(x, y, box), y.sum())
print(f(x, x, box))

def poke(v, i):
    v[i % len(v)] += 5.0
    return v[0].sum()
def f(a, b, c):
    for i in range(len(a)):
        a[i, 0] = g(b, i)[0] + poke(c, i)
    return a.sum(), b.sum()
x, y, z = (np.arange(12.0).reshape(4, 3) for _ in range(3))
print(f(x, y, z)); print(f(x, y, y))

def f(a, b):
    def write(i):
        a[(i + 1) % len(a)] = 1.0
    for i in range(len(a)):
        a[i, :] = g(b, i)
        if i == 2:
            write(i)
    return a.sum()
def f4(a, b, keep):
    for i in range(len(a)):
        a[i, :] = g(b, i)
        keep.append(b)
        keep[-1][0, 0] += 1.0
    return a.sum()
x, y = (np.arange(12.0).reshape(4, 3) for _ in range(2))
print(f(x, y), f(x, x)); print(f4(x, y, [])); print(f4(x, x, []))

class Grid:
    def __init__(self, n):
        self.a = np.arange(n * 3.0).reshape(n, 3)
        self.b = self.a.copy()
    def step(self):
        a, b = self.a, self.b
        for i in range(len(a)):
            b[i, :] = g(a, i)
        self.a, self.b = b, a
        return self.a.sum()
    def bad(self):
        a, b = self.a, self.b
        for i in range(len(a)):
            b[i, :] = g(a, i)
            self.a[(i + 1) % len(a), 0] = i
        return self.b.sum()
grid = Grid(5)
print([grid.step() for _ in range(4)], grid.bad())
grid.b = grid.a
print(grid.step(), grid.bad())
