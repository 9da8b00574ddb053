import functools, operator, itertools, statistics
hits = []
class V:
    def __init__(self, x): self.x = x
    def __add__(self, o): return V(self.x + o.x)
    def __sub__(self, o): hits.append("sub"); return V(self.x - o.x)
    def __mul__(self, k): hits.append("mul"); return V(self.x * (k.x if isinstance(k, V) else k))
    def __mod__(self, k): hits.append("mod"); return V(self.x % k.x)
    def __neg__(self): hits.append("neg"); return V(-self.x)
    def __xor__(self, o): hits.append("xor"); return V(self.x ^ o.x)
    def __reversed__(self): hits.append("rev"); return iter([self.x])
    def __lshift__(self, o): hits.append("shl"); return V(self.x << 1)
    def __divmod__(self, o): hits.append("dm"); return divmod(self.x, o.x)
    def __pow__(self, o, m=None): hits.append("pow"); return V(self.x ** 2)
    def __matmul__(self, o): hits.append("mm"); return self.x * o.x
def heavy(n): return sum((n * i) % 11 for i in range(3000))
vs = [V(i + 1) for i in range(8)]
ops = {"xor": operator.xor}
def a1(i): return functools.reduce(operator.sub, vs).x
def a2(i): return [v.x for v in itertools.accumulate(vs, operator.mul)][-1]
def a3(i): return [v.x for v in map(operator.mod, vs, vs[1:])]
def a4(i): return [v.x for v in map(operator.neg, vs)]
def a5(i): return ops["xor"](vs[0], vs[1]).x
def a6(i): return list(reversed(vs[i % 8]))
def a7(i):
    v = vs[0]
    v <<= vs[1]
    return v.x
def a8(i): return divmod(vs[3], vs[1])
def a9(i): return pow(vs[2], 2).x
def a10(i): return operator.matmul(vs[1], vs[2])
for f in (a1, a2, a3, a4, a5, a6, a7, a8, a9, a10):
    out = []
    for i in range(8):
        out.append((heavy(i), f(i)))
    print(f.__name__, out[-1], len(hits))
