"""Loops that yield, and whoever draws from them changes what they read next."""


def work(value):
    result = 0
    for k in range(400):
        result = (result * 31 + value + k) % 10007
    return result


def fresh():
    return [n + 1 for n in range(8)]


def replacing(values):
    for i in range(len(values)):
        values[i] = work(values[i])
        yield values[i]


def reading(values):
    for i in range(len(values)):
        result = work(values[i])
        yield result


def going_through(values):
    for value in values:
        result = work(value)
        yield result


class P:
    def __init__(self, n):
        self.n = n
        self.x = n

    def step(self):
        self.x = work(self.x)


def moving(ps):
    for p in ps:
        p.step()
        yield p.x


def moving_by_index(ps):
    for i in range(len(ps)):
        ps[i].step()
        yield ps[i].x


def filling(rows):
    for i in range(len(rows)):
        for j in range(4):
            rows[i][j] = work(rows[i][j])
        yield rows[i][0]


a, b, c = fresh(), fresh(), fresh()
for n, value in enumerate(replacing(a)):
    if n + 2 < len(a):
        a[n + 2] = value
for n, value in enumerate(reading(b)):
    if n + 2 < len(b):
        b[n + 2] = value
for n, value in enumerate(going_through(c)):
    if n + 2 < len(c):
        c[n + 2] = value
print(a, b, c)
ps, qs = [P(n) for n in range(8)], [P(n) for n in range(8)]
for n, x in enumerate(moving(ps)):
    if n + 2 < len(ps):
        ps[n + 2].x = x
for n, x in enumerate(moving_by_index(qs)):
    if n + 2 < len(qs):
        qs[n + 2].x = x
print([p.x for p in ps], [q.x for q in qs])
rows = [[i, j, i + j, 1] for i in range(6) for j in range(1)]
for n, first in enumerate(filling(rows)):
    if n + 1 < len(rows):
        rows[n + 1][0] = first
print(rows)
