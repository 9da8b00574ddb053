log = []
class A:
    def __init__(self, v): self.v = v
    def touch(self):
        return sum((self.v * i) % 7 for i in range(3000))
class B(A):
    def touch(self):
        log.append(self.v)
        return -1
class C:
    def __init__(self, v): self.v = v
    def touch(self):
        log.append(("c", self.v)); return 5
def work(x):
    if isinstance(x, A):
        return x.touch()
    elif isinstance(x, (int, float)):
        return x * 2
    return x.touch()
def swap(x):
    if isinstance(x, A):
        y = x
        x = C(x.v)
        return x.touch() + y.v
    return 0
def lazy(x):
    if isinstance(x, A):
        g = (x.touch() for _ in range(2))
        x = C(9)
        return list(g)
    return []
def late(x):
    while True:
        if not isinstance(x, A):
            break
        x = C(x.v)
    return x.touch()
def closure(x):
    def flip():
        nonlocal x
        x = C(3)
    if isinstance(x, A):
        flip()
        return x.touch()
    return 1
def tries(x):
    try:
        if isinstance(x, A):
            x = C(4)
            raise ValueError
    except ValueError:
        return x.touch()
    return 2
items = [A(1), B(2), 3, 4.0, C(5), A(6), B(7), C(8)] * 3
for f in (work, swap, lazy, late, closure, tries):
    out = []
    for x in items:
        try:
            out.append(f(x))
        except AttributeError as e:
            out.append(str(e))
    print(f.__name__, out, len(log))
print(log)
