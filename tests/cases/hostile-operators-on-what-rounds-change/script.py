"""Objects that are compared, negated, asked for truth and gone through by methods of their own."""


def heavy(n):
    s = 0
    for i in range(3000):
        s += (i * n) % 7
    return s
class Plant:
    def __init__(self, x): self.x = x; self.n = x % 3
    def __bool__(self): return self.n == 1
    def __lt__(self, o): return self.n < o
    def __len__(self): return self.n
    def __eq__(self, o): return self.n == o
    def __neg__(self): return -self.n
    def __iter__(self): return iter(range(self.n))
def main():
    ps = [Plant(i) for i in range(14)]
    m = 0
    for p in ps:
        if p:
            p.x = heavy(p.x)
            p.n = 2
            m += 1
    print(m)
    for p in ps:
        if p < 2:
            p.x = heavy(p.x)
            p.n = 2
            m += 1
    print(m)
    for p in ps:
        if not p or p < 3:
            p.n += 1
            p.x = heavy(p.x)
            print("more", p.n)
    for p in ps:
        for k in p:
            p.n = 5
            p.x = heavy(p.x)
            print("k", k)
    out = []
    for p in ps:
        if p == 5:
            p.x = heavy(p.x)
            p.n = 7
            out.append(p.x)
    for p in ps:
        if -p < -1:
            p.x = heavy(p.x)
            p.n = 0
            m += 1
    for p in ps:
        if not p < 2:
            continue
        p.x = heavy(p.x)
        p.n = 3
        out.append(p.x)
    print(out)
    print(m, [(p.x, p.n) for p in ps])
main()
