"""`super().__getattribute__` gives what the object holds."""


class Thing:
    def __init__(self, items):
        self.items = items

    def fetch(self, name):
        return super().__getattribute__(name)


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total

shared = [1, 2]
fetched = Thing(shared).fetch("items")
for i in range(20):
    fetched.append(heavy(i, shared))
print(shared)
