"""A copy that is made by calling the class, and `__setstate__`, with what another method gives."""

import copy


class Thing:
    def __init__(self):
        self.items = [5]


class Box:
    def __init__(self, items):
        self.items = items


class C1:
    def __init__(self, given=None):
        if given:
            thing1.items = given.items

    def __reduce__(self):
        return (C1, (box1,))


class C2:
    def __setstate__(self, state):
        thing2.items = state.items

    def __reduce__(self):
        return (C2, (), box2)


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total


shared1 = [1, 2, 1]
thing1 = Thing()
box1 = Box(shared1)
made = copy.copy(C1())
for i in range(20):
    thing1.items.append(heavy(i, shared1))

shared2 = [1, 2, 2]
thing2 = Thing()
box2 = Box(shared2)
made = copy.copy(C2())
for i in range(20):
    thing2.items.append(heavy(i, shared2))

print(shared1, shared2)
