"""A class that keeps attributes under other names than those of the statements that set them."""


class Thing:
    def __init__(self):
        self._items = []

    def __setattr__(self, name, value):
        super().__setattr__("_" + name.strip("_"), value)


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total

shared = [1, 2]
thing = Thing()
thing.items = shared
for i in range(20):
    thing._items.append(heavy(i, shared))
print(shared)
