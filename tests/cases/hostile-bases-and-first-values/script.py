"""A base that says which classes stand for it, and the first value of `accumulate`: what their code stores is what the loops append to."""

import itertools


class Thing:
    def __init__(self):
        self.items = [5]


class Box:
    def __init__(self, items):
        self.items = items


class C1:
    def __mro_entries__(self, bases):
        thing1.items = self.held.items
        return ()


def keep1(before, value):
    thing2.items = before.items
    return 1


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total


shared1 = [1, 2, 1]
thing1 = Thing()
box1 = Box(shared1)
base = C1()
base.held = box1


class Made(base):
    pass


for i in range(20):
    thing1.items.append(heavy(i, shared1))

shared2 = [1, 2, 2]
thing2 = Thing()
box2 = Box(shared2)
made = list(itertools.accumulate([1], keep1, initial=box2))
for i in range(20):
    thing2.items.append(heavy(i, shared2))

print(shared1, shared2)
