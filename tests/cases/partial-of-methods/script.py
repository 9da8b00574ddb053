from functools import partial
import math


def work(x, k=12):
    t = 0.0
    for j in range(k):
        t += math.sin(x * j) ** 2
    return t


def weigh(table, x, scale=1.0):
    return sum(work(x + w) for w in table[:3]) * scale


class Box:
    def __init__(self, n):
        self.n = n

    def add(self, x):
        self.n += 1
        return work(x) + self.n * 0


add = partial(Box.add, Box(3))
table = [3.0, 1.0, 2.0]
score = partial(weigh, table, scale=0.5)


def loop(n):
    out = []
    for i in range(n):
        out.append(add(i))
    return out


def by_name(n, f=score):
    best, arg = None, None
    for i in range(n):
        v = f(i)
        if best is None or v > best:
            best, arg = v, i
    return best, arg


def swapped(n):
    global score
    out = []
    for i in range(n):
        out.append(score(i))
        if i == n // 2:
            score = partial(weigh, [9.0], scale=3)
    return out


apply = lambda f, *rest, **more: f(*rest, **more)
print(sum(loop(100)), by_name(200), sum(swapped(100)))
for i in range(60):
    print(round(apply(score, i), 4), round(apply(partial(score, scale=i), 2), 4), end=" ")
print()
rows = [[k] for k in range(50)]
for row in rows:
    extend = partial(row.extend, [work(row[0])])
    extend()
print(rows[-1])
print([partial(max, k)(work(k), 3) for k in range(40)][-2:], add.func.__name__)
