"""Methods that run through values of unknown type: what they store is what the loops below append to."""
import itertools
from collections import ChainMap
from types import SimpleNamespace


class Thing:
    def __init__(self):
        self.items = []

    def attach(self, items):
        self.items = items


class Other:
    def __init__(self):
        self.kept = []

    def keep(self, items):
        self.kept = items


class Third:
    def __init__(self):
        self.rows = []

    def take(self, rows):
        self.rows = rows


class Frozen:
    def __init__(self):
        self.names = []


class Holder:
    def __init__(self, third):
        self.third = third


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total


first, second, third, fourth = [1, 2], [3, 4], [5, 6], [7, 8]

thing = Thing()
thing.attach([5])
space = SimpleNamespace(thing=thing)
space.thing.attach(first)
for i in range(20):
    thing.items.append(heavy(i, first))

other = Other()
other.keep([5])
keep = ChainMap({"other": other})["other"].keep
keep(second)
for i in range(20):
    other.kept.append(heavy(i, second))

taker = Third()
taker.take([5])
holder = next(itertools.tee([Holder(taker)])[0])
getattr(holder.third, "take")(third)
for i in range(20):
    taker.rows.append(heavy(i, third))

frozen = Frozen()
object.__setattr__(SimpleNamespace(frozen=frozen).frozen, "names", fourth)
for i in range(20):
    frozen.names.append(heavy(i, fourth))

print(first, second, third, fourth)
