"""What `update_wrapper` copies: the loop appends to what the list is read from."""
import functools

class Thing:
    def __init__(self):
        self.items = [5]


def plain():
    pass


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total

shared = [1, 2]
plain.items = shared
thing = Thing()
functools.update_wrapper(thing, plain)
for i in range(20):
    thing.items.append(heavy(i, shared))
print(shared)
