def solve(n):
    t = n
    for i in range(n * 50 + 300):
        t = (t * 31 + i) % 97
    return t


count = 0


def bump():
    global count
    count += 1


import csv


class Tee:
    def write(self, text):
        bump()
        print(text.strip())


w = csv.writer(Tee())
for i in range(10):
    v = solve(i + count)
    w.writerow([v])


import json


class Enc(json.JSONEncoder):
    def default(self, o):
        bump()
        return 1


class Thing:
    pass


for i in range(10):
    v = solve(i + count)
    print(json.dumps([v, Thing()], cls=Enc))
for i in range(10):
    v = solve(i + count)
    print(json.dumps([v, Thing()], default=lambda o: bump()))


import sqlite3

c = sqlite3.connect(":memory:")


def f(x):
    bump()
    return x


c.create_function("f", 1, f)
for i in range(10):
    v = solve(i + count)
    print(c.execute("select f(%d)" % v).fetchall())


import random


class R(random.Random):
    def random(self):
        bump()
        return 0.5


r = R(3)
for i in range(10):
    v = solve(i + count)
    r.shuffle([1, 2, 3])
    r.choice([3, 4])
    r.uniform(1, 2)
    print(v)


import string


class F(string.Formatter):
    def format_field(self, v, s):
        bump()
        return "x"


f = F()
for i in range(10):
    v = solve(i + count)
    print(f.format("{}", v))


class M:
    def __getitem__(self, k):
        bump()
        return k


for i in range(10):
    v = solve(i + count)
    print("%(a)s" % M(), "{m[0]}".format(m=M()), "{x}".format_map(M()), v)


class N:
    @property
    def name(self):
        bump()
        return 1


n = N()
for i in range(10):
    v = solve(i + count)
    print("{n.name}".format(n=n), v)


import bisect, heapq


class L(list):
    def insert(self, i, v):
        bump()
        super().insert(i, v)


l = L()
for i in range(10):
    v = solve(i + count)
    bisect.insort(l, v)
    print(v)


class Tee:
    def write(self, text):
        bump()


out = Tee()
for i in range(10):
    v = solve(i + count)
    print(v, file=out)
    print(v)


import operator


class N:
    @property
    def name(self):
        bump()
        return 1

    def m(self):
        bump()
        return 2


n = N()
ag = operator.attrgetter("name")
mc = operator.methodcaller("m")
for i in range(10):
    v = solve(i + count)
    ag(n)
    print(v)
for i in range(10):
    v = solve(i + count)
    mc(n)
    print(v)
for i in range(10):
    v = solve(i + count)
    getattr(n, "na" + "me")
    print(v)
for i in range(10):
    v = solve(i + count)
    sorted([n, n], key=operator.attrgetter("name"))
    print(v)
for i in range(10):
    v = solve(i + count)
    list(map(operator.methodcaller("m"), [n]))
    print(v)
for i in range(10):
    v = solve(i + count)
    hasattr(n, "name")
    print(v)
