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

big = np.array([10 ** 30, 2, 3])
print([work(int(x) % 7) for x in big], big.dtype)
objs = np.array([[1, 2], [3, 4]], dtype=object)
r0 = objs[0]
res = []
for i in range(4):
    r0[i % 2] = [i]
    res.append(work(len(objs[0, i % 2])))
print(res, objs)
st = np.array(["b", "a", "c"])
print(sorted(st), [work(len(s)) for s in st])
mixed = np.array([1, "x", 2.5])
print([m * 2 if False else str(m) + str(work(3)) for m in mixed])
