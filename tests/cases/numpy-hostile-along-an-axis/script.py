import numpy as np

class Box:
    def __init__(self, v):
        self.v = v
    def __add__(self, other):
        self.v += 1
        return Box(self.v + (other.v if isinstance(other, Box) else other))
    def __radd__(self, other):
        self.v += 1
        return self.v + float(other)
    def __float__(self):
        self.v += 0.5
        return float(self.v)
    def __repr__(self):
        return f"Box({self.v})"

def work(n):
    return sum(k * k % (n + 2) for k in range(300))
shared = [1]

print([np.apply_along_axis(lambda r: shared.append(1) or work(len(shared)), 0, np.ones((2, 2))).tolist() for _ in range(2)])
def inplace(r):
    r += 1
    return r.sum()
z = np.ones((3, 3))
print([np.apply_along_axis(inplace, 1, z).tolist() for _ in range(3)], z)
