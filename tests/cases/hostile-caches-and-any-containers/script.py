import contextlib
import functools


def work(k):
    t = k
    for i in range(400):
        t = (t * 31 + i) % 97
    return t


class C:
    def __init__(self):
        self.n = 0

    @functools.cached_property
    def v(self):
        return work(self.n)


base = 1


@functools.lru_cache(maxsize=None)
def memo(x):
    return work(x) + base


class Node:
    def __init__(self):
        self.n = 0


@contextlib.contextmanager
def ctx(xs):
    xs.append(Node())
    yield xs
    xs.append(Node())


def bump(xs, n):
    t = work(n)
    for x in xs:
        x.n += 1
        t += x.n
    return t


def main():
    global base
    c = C()
    vs = [c.v + work(i) for i in range(6)]
    c.n = 5
    print(vs, c.v)
    vs = [memo(i) for i in range(6)]
    base = 100
    print(vs, [memo(i) for i in range(8)])
    xs = []
    with ctx(xs):
        pass
    vs = [bump(xs, i) for i in range(5)]
    print(vs, [x.n for x in xs])


main()
