"""Lists that come out of containers of the program's own classes, out of sums, and out of classes that register themselves."""

import math


class Stack(list):
    pass


class Term:
    def __init__(self, items):
        self.items = items

    def __radd__(self, other):
        return self.items


class Rounded:
    def __init__(self, items):
        self.items = items

    def __floor__(self):
        return self.items


class Base:
    known = {}

    def __init_subclass__(cls, **keywords):
        Base.known[cls.__name__] = cls


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total


one, two, three, four = [1, 2], [3, 4], [5, 6], [7, 8]


class Sub(Base):
    held = three


taken = Stack([one]).pop()
for i in range(20):
    taken.append(heavy(i, one))

added = sum([Term(two)], start=0)
for i in range(20):
    added.append(heavy(i, two))

found = Base.known["Sub"].held
for i in range(20):
    found.append(heavy(i, three))

rounded = math.floor(Rounded(four))
for i in range(20):
    rounded.append(heavy(i, four))

print(one, two, three, four)
