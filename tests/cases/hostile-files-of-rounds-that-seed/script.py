import random


def heavy(n):
    x = n
    for _ in range(500):
        x = (x * 69069 + 1) % 4294967296
    return x


def trial(n):
    random.seed(n)
    v = heavy(n) + random.random()
    with open(f"t{n}", "w") as f:
        f.write(str(v))
    return v


class C:
    def __init__(self):
        self.rays = 0

    def cast(self, n):
        self.rays += 1
        with open(f"c{n}", "w") as f:
            f.write(str(heavy(n)))
        return heavy(n)


out = []
for n in range(20):
    out.append(trial(n))
c = C()
for n in range(20):
    out.append(c.cast(n))
print(out, c.rays)
