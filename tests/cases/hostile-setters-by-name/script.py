"""`__setattr__` that is named by a text."""
import operator

class Thing:
    def __init__(self):
        self.items = [5]


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total

shared = [1, 2]
thing = Thing()
operator.methodcaller("__setattr__", "items", shared)(thing)
for i in range(20):
    thing.items.append(heavy(i, shared))
print(shared)
