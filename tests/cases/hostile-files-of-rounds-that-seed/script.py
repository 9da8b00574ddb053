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

from functools import cache


@cache
def table(k):
    return heavy(k)


calls = 0


def cached(n):
    global calls
    calls += 1
    with open(f"k{n}", "a") as f:
        f.write(str(table(n % 5) + heavy(n)))
    return n


for n in range(20):
    out.append(cached(n))
for n in range(20):
    random.seed(n)
    v = random.random() + heavy(n)
    with open(f"t{n}") as f:
        old = f.read()
    with open(f"u{n % 8}", "a") as f:
        f.write(old + str(v))
print(out, calls, table.cache_info().currsize, random.random())
