"""Methods of bases that libraries call on instances of other classes: what they store is what the loops append to."""
import collections.abc
import contextlib
import functools

class Base:
    def __init__(self):
        self.items = []

    def attach(self, items):
        self.items = items


class Thing(Base):
    def more(self):
        return 1


class Bag(collections.abc.MutableSet):
    added = 0

    def add(self, value):
        Bag.added += 1

    def discard(self, value):
        pass

    def __contains__(self, value):
        return False

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0


class Counted(contextlib.ContextDecorator):
    entered = []

    def __enter__(self):
        self.entered.append(1)

    def __exit__(self, *exception):
        return False


@Counted()
def step():
    pass


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total

one = [1, 2]


class Again(Thing):
    again = functools.partialmethod(Base.attach, one)


Base().attach([5])
thing = Again()
thing.again()
for i in range(20):
    thing.items.append(heavy(i, one))

bag = Bag()
values = []
for i in range(40):
    values.append(heavy(i, range(Bag.added)))
    bag |= [i]

steps = []
for i in range(40):
    steps.append(heavy(i, Counted.entered))
    step()

print(one, values, steps)
