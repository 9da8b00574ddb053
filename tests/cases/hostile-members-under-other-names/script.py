"""Methods asked for under names that are not those of their functions: what they store is what the loops append to."""
from types import SimpleNamespace


class First:
    def __init__(self):
        self.items = []

    def attach(self, items):
        self.items = items

    again = attach


def put(self, rows):
    self.rows = rows


class Second:
    def __init__(self):
        self.rows = []

    take = put


def keep(self, kept):
    self.kept = kept


class Third:
    def __init__(self):
        self.kept = []


Third.later = keep


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total


one, two, three = [1, 2], [3, 4], [5, 6]

first = First()
first.attach([5])
SimpleNamespace(thing=first).thing.again(one)
for i in range(20):
    first.items.append(heavy(i, one))

second = Second()
second.take([5])
SimpleNamespace(thing=second).thing.take(two)
for i in range(20):
    second.rows.append(heavy(i, two))

third = Third()
third.later([5])
SimpleNamespace(thing=third).thing.later(three)
for i in range(20):
    third.kept.append(heavy(i, three))

print(one, two, three)
