"""What exceptions hold that nobody in the program made: the loops append to it."""

import sys


class Thing:
    def __init__(self):
        self.items = [5]


class Box:
    def __init__(self, items):
        self.items = items


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total


shared1 = [1, 2, 1]
thing1 = Thing()
box1 = Box(shared1)
try:
    assert False, box1
except AssertionError as error:
    thing1.items = error.args[0].items
for i in range(20):
    thing1.items.append(heavy(i, shared1))

shared2 = [1, 2, 2]
thing2 = Thing()
box2 = Box(shared2)
try:
    {}[box2]
except KeyError as error:
    thing2.items = error.args[0].items
for i in range(20):
    thing2.items.append(heavy(i, shared2))

shared3 = [1, 2, 3]
thing3 = Thing()
box3 = Box(shared3)
try:
    set().remove(box3)
except KeyError as error:
    thing3.items = error.args[0].items
for i in range(20):
    thing3.items.append(heavy(i, shared3))

shared4 = [1, 2, 4]
thing4 = Thing()
box4 = Box(shared4)
try:
    sys.exit(box4)
except SystemExit as error:
    thing4.items = error.code.items
for i in range(20):
    thing4.items.append(heavy(i, shared4))

print(shared1, shared2, shared3, shared4)
