import math
class Vector:
    def __init__(self, components):
        self.c = tuple(components)
    def __add__(self, other):
        return Vector(a + b for a, b in zip(self.c, other.c))
    def __sub__(self, other):
        return Vector(a - b for a, b in zip(self.c, other.c))
    def __mul__(self, k):
        return Vector(a * k for a in self.c)
    def dot(self, other):
        return sum(a * b for a, b in zip(self.c, other.c))
    def __abs__(self):
        return math.sqrt(self.dot(self))
    def __iter__(self):
        return iter(self.c)
    def __getitem__(self, i):
        return self.c[i]
    def __len__(self):
        return len(self.c)
    def __repr__(self):
        return "Vector(%s)" % ", ".join(f"{x:.3f}" for x in self.c)
    def __eq__(self, other):
        return all(a == b for a, b in zip(self, other))
    def __hash__(self):
        return hash(self.c)
def orbit(seed, n):
    p = Vector([1.0 + seed * 0.1, 0.0, 0.0]); v = Vector([0.0, 1.0, 0.1 * seed])
    for _ in range(n):
        r = abs(p)
        a = p * (-1.0 / r ** 3)
        v = v + a * 0.01
        p = p + v * 0.01
    return p
def main():
    ends = []
    for s in range(8):  # expert: easy
        e = orbit(s, 300)
        ends.append(e)
        print(s, e)
    total = Vector([0, 0, 0])
    for e in ends:
        total = total + e
    print(total, len(set(ends)), ends[0] == ends[1], ends[0][1], list(ends[2]))
main()
