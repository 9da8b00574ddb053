def solve(n):
    t = n
    for i in range(n * 50 + 300):
        t = (t * 31 + i) % 97
    return t


count = 0


def bump():
    global count
    count += 1


import collections

d = collections.defaultdict(lambda: bump() or 3)
for i in range(10):
    v = solve(i + count)
    d[i]
    print(v)


class M(dict):
    def __missing__(self, k):
        bump()
        return k


m = M()
for i in range(10):
    v = solve(i + count)
    m[i]
    print(v)


import dataclasses, enum, typing


@dataclasses.dataclass
class D:
    a: int = dataclasses.field(default_factory=lambda: bump() or 3)


@dataclasses.dataclass
class D2:
    x: dataclasses.InitVar[int] = 3

    def __post_init__(self, x):
        bump()


for i in range(10):
    v = solve(i + count)
    D()
    print(v)
for i in range(10):
    v = solve(i + count)
    D2(3)
    print(v)


class Color(enum.Enum):
    R = 1

    @classmethod
    def _missing_(cls, v):
        bump()
        return cls.R


for i in range(10):
    v = solve(i + count)
    Color(i)
    print(v)


import dataclasses


class A:
    def __init__(self, x=0):
        self.x = x

    def grow(self):
        self.x.append(count)


@dataclasses.dataclass
class B(A):
    x: list

    def __post_init__(self):
        bump()


shared = []
for i in range(10):
    b = B(shared)
    v = solve(i + len(shared))
    b.grow()
    print(v)
for i in range(10):
    v = solve(i + count)
    b = B(shared)
    print(v)
