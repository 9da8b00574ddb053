def solve(n):
    t = n
    for i in range(n * 50 + 300):
        t = (t * 31 + i) % 97
    return t


count = 0


def bump():
    global count
    count += 1


import operator, functools


class X:
    def __xor__(self, other):
        bump()
        return self

    def __invert__(self):
        bump()
        return 3

    def __rmod__(self, other):
        bump()
        return 3


a, b = X(), X()
for i in range(10):
    v = solve(i + count)
    operator.xor(a, b)
    print(v)
for i in range(10):
    v = solve(i + count)
    functools.reduce(operator.xor, [a, b])
    print(v)
for i in range(10):
    v = solve(i + count)
    operator.inv(a)
    print(v)
for i in range(10):
    v = solve(i + count)
    operator.mod(3, a)
    3 % a
    print(v)


import collections, collections.abc


class D(collections.UserDict):
    def __setitem__(self, k, v):
        bump()
        super().__setitem__(k, v)


d = D()
for i in range(10):
    v = solve(i + count)
    d.update({i: v})
    print(v)


class S(collections.abc.MutableSequence):
    def __init__(self):
        self.a = []

    def __len__(self):
        return len(self.a)

    def __getitem__(self, i):
        return self.a[i]

    def __setitem__(self, i, v):
        self.a[i] = v

    def __delitem__(self, i):
        del self.a[i]

    def insert(self, i, v):
        bump()
        self.a.insert(i, v)


s = S()
for i in range(10):
    v = solve(i + count)
    s.append(v)
    print(v)


class Times:
    def __index__(self):
        bump()
        return 2


x = Times()
for i in range(10):
    v = solve(i + count)
    "a" * x
    print(v)
for i in range(10):
    v = solve(i + count)
    print("%s" % ([0] * x), v)
