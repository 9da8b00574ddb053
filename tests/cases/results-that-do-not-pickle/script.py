import re
import threading


def work(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    return x % 10


def adder(n):
    amount = work(n)

    def add(k):
        return k + amount

    return add


def counter(n):
    start = work(n)
    for k in range(3):
        yield start + k


def local_class(n):
    class Local:
        value = work(n)

    return Local()


class Stubborn:
    def __init__(self, n):
        self.n = work(n)

    def __reduce__(self):
        raise TypeError("may not be shipped")


class Changeling:
    """Comes back from pickle as something else."""

    def __init__(self, n):
        self.n = work(n)

    def __reduce__(self):
        return str, ("changeling",)


class Forgetful:
    def __init__(self, n):
        self.n = work(n)
        self.cache = [n]

    def __getstate__(self):
        return {"n": -1}


adders, counters, locals_, others = [], [], [], []
for n in range(5):
    adders.append(adder(n))
    counters.append(counter(n))
    locals_.append(local_class(n))
    others.append((Stubborn(n), Changeling(n), Forgetful(n)))
print([add(100) for add in adders])
print([list(c) for c in counters])
print([l.value for l in locals_])
print([(a.n, b.n, c.n, c.cache) for a, b, c in others])
print([f(1) for f in [lambda k, n=n: k + work(n) for n in range(4)]])


def change(n):
    return Changeling(n)


def forget(n):
    return Forgetful(n)


def refuse(n):
    return [Stubborn(n)]


for n in range(4):
    a, b, c = change(n), forget(n), refuse(n)
    print(type(a).__name__, a.n, b.n, b.cache, c[0].n)
print([change(n).n for n in range(4)], sum(forget(n).n for n in range(4)))


def open_and_work(n):
    f = open("script.py")
    f.seek(n)
    work(n)
    return f


files = []
for n in range(4):
    files.append(open_and_work(n))
print([f.read(7) for f in files])
for f in files:
    f.close()
locks = {n: (threading.Lock(), work(n)) for n in range(3)}
print([lock.acquire() for lock, _ in locks.values()], [m.__name__ for m in (re,) * work(1)][:1])
