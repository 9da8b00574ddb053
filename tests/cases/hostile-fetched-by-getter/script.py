"""A method that `attrgetter` fetched stores the list that the loop reads."""
import operator


class Thing:
    def __init__(self):
        self.items = []

    def attach(self, items):
        self.items = items


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total


shared = [1, 2, 3]
thing = Thing()
thing.attach([5])
attach = operator.attrgetter("attach")(thing)
attach(shared)
for i in range(20):
    thing.items.append(heavy(i, shared))
print(shared)
