import random

COMMON = [1.0]
LOG = []


def work(x):
    for k in range(150):
        x = (x * 31 + k) % 1009
    return x


class Adds:
    """Two of them may have one list."""

    def __init__(self, n, items):
        self.x = n
        self.items = items

    def step(self):
        self.x = work(self.x)
        self.items.append(self.x)


def check_adds():
    shared = []
    ps = [Adds(n, shared) for n in range(5)]
    for p in ps:
        p.step()
    print([(p.x, p.items) for p in ps])
    ps = [Adds(n, [n]) for n in range(5)]
    alias = ps[2].items
    for p in ps:
        p.step()
    alias.append("alias")
    print(ps[2].items)


class Shares:
    """What is bound anew is known elsewhere."""

    def __init__(self, n):
        self.x = n
        self.items = []
        self.spare = [n]

    def share(self):
        self.x = work(self.x)
        self.items = COMMON if self.x % 2 else [self.x]

    def swap(self):
        self.x = work(self.x)
        self.items, self.spare = self.spare, self.items


def check_shares():
    ps = [Shares(n) for n in range(5)]
    for p in ps:
        p.share()
    COMMON.append(2.0)
    print([(p.x, p.items) for p in ps])
    ps = [Shares(n) for n in range(5)]
    spare = ps[1].spare
    for p in ps:
        p.swap()
    spare.append("spare")
    print([p.items for p in ps])


class Twice:
    """Two attributes are bound to one new list, or to one inside the other."""

    def __init__(self, n):
        self.x = n
        self.one = []
        self.other = []

    def step(self):
        self.x = work(self.x)
        self.one = self.other = [self.x]


def check_twice():
    ps = [Twice(n) for n in range(5)]
    for p in ps:
        p.step()
    ps[3].one.append("both")
    print([p.other for p in ps])


class Draws:
    """Two of them draw from one generator."""

    def __init__(self, n, rng):
        self.x = n
        self.rng = rng

    def draw(self):
        self.x = work(self.x) + self.rng.random()


def check_draws():
    rng = random.Random(3)
    ps = [Draws(n, rng) for n in range(5)]
    for p in ps:
        p.draw()
    print([p.x for p in ps], rng.random())
    ps = [Draws(n, random.Random(n)) for n in range(5)]
    for p in ps:
        p.draw()
    print([p.x for p in ps], rng.random(), ps[4].rng.random())


class Tells:
    """Each changes the list of another one."""

    def __init__(self, n):
        self.x = n
        self.items = []
        self.peer = None

    def tell(self):
        self.x = work(self.x)
        self.peer.items.append(self.x)


def check_tells():
    ps = [Tells(n) for n in range(5)]
    for one, other in zip(ps, ps[1:] + ps[:1]):
        one.peer = other
    for p in ps:
        p.tell()
    print([p.items for p in ps])


class Looks:
    """Each looks at the list of the first."""

    def __init__(self, n):
        self.x = n
        self.items = [n]

    def look(self, first):
        self.x = work(self.x) + len(first.items)
        self.items.append(self.x)


def check_looks():
    ps = [Looks(n) for n in range(5)]
    for p in ps:
        p.look(ps[0])
    print([p.items for p in ps])


class Keys:
    """Keys are taken out and put in again, as other objects that are equal, or that are equal to nothing."""

    def __init__(self, n):
        self.n = n
        self.keys = {1: "one", 2.0: "two", (1, 2.5): "pair", n: n}

    def rename(self):
        del self.keys[1]
        self.keys[True] = work(self.n)
        self.keys[-0.0] = 1

    def add(self):
        self.keys[str(self.n)] = work(self.n)
        self.keys[1] = 5

    def nan(self):
        self.keys[float("nan")] = work(self.n)


def check_keys():
    ps = [Keys(n) for n in range(5)]
    iterators = [iter(p.keys) for p in ps]
    for p in ps:
        p.rename()
    print([list(p.keys.items()) for p in ps])
    for p in ps:
        p.add()
    print([list(p.keys.items()) for p in ps])
    for p in ps:
        p.nan()
    print([list(p.keys.items()) for p in ps], [next(it) for it in iterators[:0]])


class Fails:
    """One of them fails when its list has grown already."""

    def __init__(self, n):
        self.n = n
        self.x = n
        self.items = [n]

    def step(self):
        self.items.append(work(self.x))
        self.x = self.x + 1
        if self.n == 3 and self.x == 4:
            raise ValueError(len(self.items))


def check_fails():
    ps = [Fails(n) for n in range(90)]
    for attempt in range(2):
        try:
            for p in ps:
                p.step()
        except ValueError as error:
            print(error)
    print([p.items for p in ps[:6]])


class Leaves:
    """One of them leaves the loop when its list has grown already."""

    def __init__(self, n):
        self.n = n
        self.x = n
        self.items = [n]

    def more(self):
        self.x = work(self.x)
        self.items.append(self.x)


def first(ps):
    for p in ps:
        for k in range(400):
            p.more()
            if p.x % 7 == 1 and p.n % 5 == 0:
                return p.n
        print(len(p.items))


def check_leaves():
    ps = [Leaves(n) for n in range(90)]
    print(first(ps), [(p.x, len(p.items)) for p in ps[:6]])
    print(first(ps[1:]), [(p.x, len(p.items)) for p in ps[:6]])


class Binds(Leaves):
    """One of them is given a list that the loop goes on filling."""


def check_binds():
    ps = [Binds(n) for n in range(9)]
    for p in ps:
        p.more()
        if p.n == 4:
            p.items = LOG
        LOG.append(p.n)
    LOG.append("log")
    print(ps[4].items[-1], len(LOG), ps[3].items[-1])


class Keeps:
    """The class knows the new list as well."""

    made = []

    def __init__(self, n):
        self.x = n
        self.items = [n]

    def step(self):
        self.items = [work(self.x)]
        Keeps.made.append(self.items)


def check_keeps():
    ps = [Keeps(n) for n in range(5)]
    for p in ps:
        p.step()
    Keeps.made[0].append("seen")
    print([p.items for p in ps])


class Loud(list):
    def append(self, value):
        print("appended")
        super().append(value)


class Speaker:
    def __init__(self, n):
        self.x = n
        self.words = Loud()

    def step(self):
        self.x = work(self.x)
        self.words.append(self.x)


def check_speaker():
    speakers = [Speaker(n) for n in range(4)]
    for s in speakers:
        s.step()
    print([s.words for s in speakers])


check_adds()
check_shares()
check_twice()
check_draws()
check_tells()
check_looks()
check_keys()
check_fails()
check_leaves()
check_binds()
check_keeps()
check_speaker()
