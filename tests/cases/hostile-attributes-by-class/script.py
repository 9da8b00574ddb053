from dataclasses import dataclass, field
from functools import partial


class Plain:
    def __init__(self, n):
        self.n = n


class Other:
    def __init__(self, items):
        self.items = items


class Derived(Plain):
    def prepare(self):
        self.items = LOG


class Shown:
    pass


@dataclass
class Bag:
    items: list = field(compare=False)
    n: int = 0

    def note(self, value):
        self.items.append(value)
        return len(self.items)


LOG = []


def work(thing, k):
    """Appends to what `items` is, if there is any."""
    try:
        thing.items.append(k)
    except AttributeError:
        return sum(range(k + 50)) - thing.n
    return len(thing.items) + sum(range(k + 50))


def through_the_class():
    things = [Plain(1), Other([])]
    print([work(thing, k) for k, thing in enumerate(things * 10)])
    Plain.items = LOG
    out = []
    for k in range(12):
        out.append(work(things[0], k))
    print(out, LOG)
    del Plain.items


def through_another(thing, name):
    thing.items = name


def set_later():
    thing = Plain(2)
    through_another(thing, LOG)
    out = []
    for k in range(12):
        out.append(work(thing, k))
    print(out, LOG)


def in_a_subclass():
    thing = Derived(3)
    thing.prepare()
    out = []
    for k in range(12):
        out.append(work(thing, k))
    print(out, LOG)


def made_by_partial():
    make = partial(Bag, [1])
    bags = [make(n=k) for k in range(3)]
    out = []
    for k in range(12):
        out.append(bags[k % 3].note(k) + sum(range(k + 50)))
    print(out, bags)


def made_by_map():
    bags = list(map(Bag, [[1], [2], [3]]))
    bags.append(bags[0])
    out = []
    for k in range(12):
        out.append(bags[k % 4].note(k) + sum(range(k + 50)))
    print(out, bags)


def by_star():
    shared = [0]
    bags = [Bag(*[shared, 1]), Bag(**{"items": shared, "n": 2})]
    out = []
    for k in range(12):
        out.append(bags[k % 2].note(k) + sum(range(k + 50)))
    print(out, bags, shared)


def missing():
    out = []
    for k in range(12):
        thing = Shown() if k < 9 else Plain(k)
        out.append(sum(range(k + 50)) + (thing.n if k >= 9 else 0))
    print(out)
    for k in range(12):
        thing = Plain(k) if k < 9 else Shown()
        print(sum(range(k + 50)) + thing.n)


through_the_class()
set_later()
in_a_subclass()
made_by_partial()
made_by_map()
by_star()
missing()
