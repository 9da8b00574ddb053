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

e = np.full(3, None)
for i in range(3):
    e[i] = [work(i)]
e[0].append(5)
print(e)
