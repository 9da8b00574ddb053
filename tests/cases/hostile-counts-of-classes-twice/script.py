# deep in another parallel loop, with floats, and a class that is bound again
import sys


class Counter:
    def __init__(self):
        self.n = 0

    def run(self, k):
        self.n += 1
        return sum(i * k % 7 for i in range(300))


old = Counter()


class Counter:
    def __init__(self):
        self.n = 0

    def run(self, k):
        self.n += 1
        return sum(i * k % 5 for i in range(300))


new = Counter()
out = []
for k in range(40):
    out.append(old.run(k) + new.run(k))
print(sum(out), old.n, new.n)


def make():
    class Inner:
        def __init__(self):
            self.m = 0

        def run(self, k):
            self.m += 1
            return sum(i * k % 7 for i in range(300))

    return Inner()


i = make()
out = []
for k in range(40):
    out.append(i.run(k))
print(sum(out), i.m)
depth = 0


def inner(k):
    global depth
    depth += 1
    return sum(i * k % 7 for i in range(3000))


def outer(n):
    global depth
    out = []
    for k in range(20):
        out.append(inner(k + n))
    depth += 3
    return sum(out)


res = []
for n in range(5):
    res.append(outer(n))
print(res, depth)
