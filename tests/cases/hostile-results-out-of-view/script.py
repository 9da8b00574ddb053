"""What methods give that libraries call is what the libraries' own functions give: the loops append to what that stored."""
import collections.abc
import contextlib
from types import SimpleNamespace

class Thing:
    def __init__(self):
        self.items = []

    def attach(self, items):
        self.items = items


class Only(collections.abc.Mapping):
    def __getitem__(self, key):
        return mapped

    def __iter__(self):
        return iter("a")

    def __len__(self):
        return 1


class Manager:
    def __enter__(self):
        return managed

    def __exit__(self, *exception):
        return None


class Meta(type):
    def __call__(cls):
        return made


class Made(metaclass=Meta):
    pass


def each():
    yield drawn


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total

mapped, managed, made, drawn = Thing(), Thing(), Thing(), Thing()
for thing in (mapped, managed, made, drawn):
    thing.attach([0])
one, two, three, four = [1, 2], [3, 4], [5, 6], [7, 8]

for value in Only().values():
    value.attach(one)
for i in range(20):
    mapped.items.append(heavy(i, one))

with contextlib.ExitStack() as stack:
    stack.enter_context(Manager()).attach(two)
for i in range(20):
    managed.items.append(heavy(i, two))

got = Made()
got.attach(three)
for i in range(20):
    made.items.append(heavy(i, three))

for value in SimpleNamespace(each=each).each():
    value.attach(four)
for i in range(20):
    drawn.items.append(heavy(i, four))

print(one, two, three, four)
