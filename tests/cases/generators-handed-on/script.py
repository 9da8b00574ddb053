import random
log = []
rng = random.Random(5)
shared = iter(range(10000))
def note(x): log.append(x); return x
class Box:
    def __init__(self, items): self.items = list(items)
    def total(self): return sum(self.items)
class Late:
    def __init__(self, items): self.items = items
    def total(self): return sum(self.items)
def through(it): return Box(it)
def twice(it): return through(x * 2 for x in it)
def star(*its): return Box(its[0])
def kw(*, it): return Box(it)
def heavy(n): return sum((n * i) % 11 for i in range(2000))
def maker(): return (note(k) for k in range(3))
pending = (note(k) for k in range(100))
def b1(i): return Box(note(k) for k in range(3)).total()
def b2(i): return through(rng.random() for k in range(3)).total()
def b3(i): return twice(next(shared) for k in range(3)).total()
def b4(i): return star((note(k) for k in range(3))).total()
def b5(i): return kw(it=(next(shared) for k in range(2))).total()
def b6(i): return Late(rng.random() for k in range(3)).total()
def b7(i): return Box(maker()).total()
def b8(i):
    return Box(next(pending) for _ in range(2)).total()
def b9(i):
    b = Late(note(k) for k in range(3))
    return b.total() + b.total()
def b10(i): return Box(map(note, range(3))).total()
def b11(i): return Box(iter([i])).total() + Box(zip([1], [2])).items[0][0]
def b12(i):
    def inner(): return Box(g).total()
    g = (rng.random() for _ in range(2))
    return inner()
def b13(i): return Box(x for x in (note(y) for y in range(2))).total()
for f in (b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13):
    out = []
    for i in range(8):
        out.append((heavy(i), f(i)))
    print(f.__name__, out, len(log), rng.random(), next(shared))
g = (next(shared) for _ in range(60))
def first(it): return next(it)
def take(it): return Box(next(it) for _ in range(2)).total()
for f in (first, take):
    out = []
    for i in range(8):
        out.append((heavy(i), f(g)))
    print(out)
