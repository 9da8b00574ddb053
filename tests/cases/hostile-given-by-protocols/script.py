"""Values that statements hand to methods without naming them: what these store is what the loops append to."""


class Thing:
    def __init__(self):
        self.items = []

    def attach(self, items):
        self.items = items


class Kept:
    def __init__(self):
        self.kept = []

    def keep(self, kept):
        self.kept = kept


class Keyed:
    def keys(self):
        return ["thing"]

    def __getitem__(self, key):
        return keyed


class Watched:
    def __setattr__(self, name, value):
        watched.attach(value)


class Registered:
    def __init_subclass__(cls, items=None, **keywords):
        registered.keep(items)


def take(thing):
    thing.attach(one)


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total

keyed, watched, registered = Thing(), Thing(), Kept()
keyed.attach([0])
watched.attach([0])
registered.keep([0])
one, two, three = [1, 2], [3, 4], [5, 6]

take(**Keyed())
for i in range(20):
    keyed.items.append(heavy(i, one))

Watched().anything = two
for i in range(20):
    watched.items.append(heavy(i, two))


class Sub(Registered, items=three):
    pass


for i in range(20):
    registered.kept.append(heavy(i, three))

print(one, two, three)
