"""Keys, elements and members that reach methods without a call: what these store is what the loops append to."""


class Thing:
    def __init__(self):
        self.items = [5]


class Box:
    def __init__(self, items):
        self.items = items


class C1:
    def __delitem__(self, key):
        thing1.items = key.items


class Sized:
    @property
    def size(self):
        return 1


class C2(Sized):
    @Sized.size.setter
    def size(self, value):
        thing2.items = value.items


class C3(tuple):
    def __hash__(self):
        thing3.items = self[0].items
        return 1


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total


shared1 = [1, 2, 1]
thing1 = Thing()
box1 = Box(shared1)
del C1()[box1]
for i in range(20):
    thing1.items.append(heavy(i, shared1))

shared2 = [1, 2, 2]
thing2 = Thing()
box2 = Box(shared2)
C2().size = box2
for i in range(20):
    thing2.items.append(heavy(i, shared2))

shared3 = [1, 2, 3]
thing3 = Thing()
box3 = Box(shared3)
made = {C3((box3,)): 1}
for i in range(20):
    thing3.items.append(heavy(i, shared3))

print(shared1, shared2, shared3)
