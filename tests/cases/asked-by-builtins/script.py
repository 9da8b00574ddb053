import heapq
calls = {"n": 0}
def hit(k):
    calls["n"] += 1
    calls[k] = calls.get(k, 0) + 1
class P:
    def __init__(self, v): self.v = v
    def __eq__(self, o): hit("eq"); return isinstance(o, P) and self.v == o.v
    def __hash__(self): hit("hash"); return hash(self.v)
    def __lt__(self, o): hit("lt"); return self.v < o.v
    def __str__(self): hit("str"); return "P%d" % self.v
    def __repr__(self): hit("repr"); return "P<%d>" % self.v
    def __format__(self, s): hit("format"); return "F%d%s" % (self.v, s)
    def __bool__(self): hit("bool"); return self.v % 2 == 0
    def __abs__(self): hit("abs"); return self.v
    def __round__(self, n=None): hit("round"); return self.v
    def __int__(self): hit("int"); return self.v
    def __float__(self): hit("float"); return float(self.v)
    def __add__(self, o): hit("add"); return P(self.v + getattr(o, "v", 0))
    def __radd__(self, o): hit("radd"); return P(self.v + o)
class S:
    def __init__(self, ps): self.ps = ps
    def __iter__(self): hit("iter"); return iter(self.ps)
    def __len__(self): hit("len"); return len(self.ps)
    def __contains__(self, x): hit("contains"); return x in self.ps
    def __getitem__(self, i): hit("getitem"); return self.ps[i]
class G:
    def __init__(self, ps): self.ps = ps
    def __getitem__(self, i): hit("ggetitem"); return self.ps[i]
def heavy(n): return sum((n * i) % 11 for i in range(2000))
ps = [P(i % 5) for i in range(12)]
s = S(ps); g = G(ps)
def t1(i): return ps[i % 12] in ps
def t2(i): return len({ps[i % 12]: 1, ps[(i + 3) % 12]: 2})
def t3(i): return [p.v for p in sorted(ps[:i % 7])]
def t4(i): return f"{ps[i % 12]} {ps[i % 12]!r} {ps[i % 12]:x}"
def t5(i): return str([ps[i % 12], (ps[0],)])
def t6(i): return any(ps) and all(ps)
def t7(i): return abs(ps[i % 12]) + round(ps[1]) + int(ps[2]) + float(ps[3])
def t8(i): return sum(ps[:i % 5 + 1]).v
def t9(i): return [x.v for x in s] + [len(s)] + [ps[0] in s]
def t10(i): return [x.v for x in g][:3] + [list(g)[0].v]
def t11(i):
    h = []
    for p in ps: heapq.heappush(h, p)
    return heapq.heappop(h).v
def t12(i): return ps.index(P(i % 5)) + ps.count(ps[0])
def t13(i): return max(ps).v + min(ps, key=lambda p: -p.v).v
def t14(i): return [a.v for a, b in zip(s, g)] + [k for k, _ in enumerate(g)]
def t15(i): return {1: ps[0]} == {1: ps[i % 12]}, [ps[0], [ps[1]]] == [ps[0], [ps[1]]], (ps[0], 1) < (ps[1], 2)
def t16(i): return len(set(ps)), {}.get(ps[0]), "%s %r" % (ps[0], ps[1])
def t17(i):
    r = 1 if ps[i % 12] else 2
    return r + (3 if not ps[0] else 4)
for t in (t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, t12, t13, t14, t15, t16, t17):
    out = []
    before = calls["n"]
    for i in range(10):
        out.append((heavy(i), t(i)))
    print(t.__name__, out[-1], calls["n"] - before)
print(sorted(calls.items()))
