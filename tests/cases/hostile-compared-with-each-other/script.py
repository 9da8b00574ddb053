"""Methods that get what else is in the same container: what they store is what the loops append to."""

import functools


class Thing:
    def __init__(self):
        self.items = [5]


class Box:
    def __init__(self, items):
        self.items = items


class C1:
    def __hash__(self):
        return hash(box1)

    def __eq__(self, other):
        thing1.items = other.items
        return True


class C2:
    def __hash__(self):
        return hash(box2)

    def __eq__(self, other):
        thing2.items = other.items
        return True


class C3:
    def __hash__(self):
        return hash(box3)

    def __eq__(self, other):
        thing3.items = other.items
        return True


class C4:
    def __hash__(self):
        return hash(box4)

    def __eq__(self, other):
        thing4.items = other.items
        return True


@functools.lru_cache(None)
def fn4(key):
    return 1


class C5:
    def __lt__(self, other):
        thing5.items = other.items
        return True


class C6:
    def __gt__(self, other):
        thing6.items = other.items
        return True


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total


shared1 = [1, 2, 1]
thing1 = Thing()
box1 = Box(shared1)
made = {C1(): 1, box1: 2}
for i in range(20):
    thing1.items.append(heavy(i, shared1))

shared2 = [1, 2, 2]
thing2 = Thing()
box2 = Box(shared2)
made = {key: 1 for key in (C2(), box2)}
for i in range(20):
    thing2.items.append(heavy(i, shared2))

shared3 = [1, 2, 3]
thing3 = Thing()
box3 = Box(shared3)
made = frozenset((C3(), box3))
for i in range(20):
    thing3.items.append(heavy(i, shared3))

shared4 = [1, 2, 4]
thing4 = Thing()
box4 = Box(shared4)
fn4(C4())
fn4(box4)
for i in range(20):
    thing4.items.append(heavy(i, shared4))

shared5 = [1, 2, 5]
thing5 = Thing()
box5 = Box(shared5)
made = sorted([box5, C5()])
for i in range(20):
    thing5.items.append(heavy(i, shared5))

shared6 = [1, 2, 6]
thing6 = Thing()
box6 = Box(shared6)
made = max([box6, C6()])
for i in range(20):
    thing6.items.append(heavy(i, shared6))

print(shared1, shared2, shared3, shared4, shared5, shared6)
