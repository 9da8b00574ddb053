"""`__setattr__` that is called later, under another name."""


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
put = thing.__setattr__
put("items", shared)
for i in range(20):
    thing.items.append(heavy(i, shared))
print(shared)
