"""The object that has no such attribute is held by the exception: the loop appends to it."""

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
    box1.missing
except AttributeError as error:
    held = getattr(error, "obj", None)  # since Python 3.10
    if held:
        thing1.items = held.items
for i in range(20):
    thing1.items.append(heavy(i, shared1))

print(shared1)
