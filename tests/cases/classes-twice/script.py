count = [0]
def isinst(x, t): return isinstance(x, t)
class Base: pass
class D(Base):
    def go(self): count[0] += 1; return count[0]
if len("ab") == 2:
    class Base: pass
class E2(Base):
    def go(self): return sum(i % 3 for i in range(4000))
def make(n):
    class L:
        def __init__(self): self.n = n
        def go(self): count[0] += n; return count[0]
    return L
L1, L2 = make(1), make(2)
def f(x):
    if isinstance(x, Base):
        return x.go()
    return x.go() * 10
def g(x):
    if not isinstance(x, L1):
        return x.go()
    return 0
def h(x, isinstance=lambda a, b: True):
    if isinstance(x, E2):
        return x.go()
    return -1
for fn in (f, g, h):
    out = []
    for x in [D(), E2(), L1(), L2(), E2(), D()] * 4:
        out.append(fn(x))
    print(fn.__name__, out)
print(count)
