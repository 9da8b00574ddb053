"""A metaclass gets what stands in the body of the class."""


class Thing:
    def __init__(self):
        self.items = [5]


class Box:
    def __init__(self, items):
        self.items = items


class C1(type):
    def __new__(meta, name, bases, members):
        thing1.items = members["held"].items
        return super().__new__(meta, name, bases, members)


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total


shared1 = [1, 2, 1]
thing1 = Thing()
box1 = Box(shared1)


class Made(metaclass=C1):
    held = box1


for i in range(20):
    thing1.items.append(heavy(i, shared1))

print(shared1)
