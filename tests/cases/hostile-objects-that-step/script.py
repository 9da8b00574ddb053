"""Objects that change themselves, and others, or the same one twice, or that notice how they are changed."""


def work(x):
    total = 0.0
    for k in range(1, 150):
        total += x / k
    return total


class P:
    def __init__(self, n):
        self.n = n
        self.x = float(n)
        self.count = 0

    def step(self):
        self.x = work(self.x) % 10
        self.count += 1


# One object twice, in the list itself and through another list.
ps = [P(n) for n in range(8)]
for p in ps + ps[:3]:
    p.step()
print([(p.x, p.count) for p in ps])


# Each looks at the others, as they are by then.
class Q:
    def __init__(self, n):
        self.n = n
        self.y = float(n)

    def step(self, others):
        self.y = work(sum(other.y for other in others)) % 7


qs = [Q(n) for n in range(8)]
for q in qs:
    q.step(qs)
print([q.y for q in qs])


# Each has a neighbour among the others.
class Linked:
    def __init__(self, n):
        self.z = float(n)
        self.next = None

    def step(self):
        self.z = work(self.z + self.next.z) % 5


links = [Linked(n) for n in range(8)]
for one, other in zip(links, links[1:] + links[:1]):
    one.next = other
for link in links:
    link.step()
print([link.z for link in links])


# Slots, and attributes that only the class has at first: the order of `vars` shows when they came.
class Slots:
    __slots__ = ("a", "b")

    def __init__(self, n):
        self.a = float(n)

    def step(self):
        self.a = work(self.a)
        self.b = 1


class Late:
    early = 0.0
    other = 1.0

    def __init__(self, n):
        self.n = n

    def step(self):
        self.other = work(self.n)
        self.early = self.other + 1
        if self.n % 2:
            del self.other


slots = [Slots(n) for n in range(6)]
for slot in slots:
    slot.step()
print([(slot.a, slot.b) for slot in slots])
lates = [Late(n) for n in range(6)]
for late in lates:
    late.step()
print([list(vars(late).items()) for late in lates])


# What changes is a list, or hangs on to something that others have.
class Trail:
    def __init__(self, n, shared):
        self.n = n
        self.path = []
        self.shared = shared
        self.last = shared

    def step(self):
        value = work(self.n)
        self.path.append(value)
        self.shared.append(value)
        self.last = [value]


shared = []
trails = [Trail(n, shared) for n in range(6)]
for trail in trails:
    trail.step()
    trail.last.append("seen")
print(len(shared), [trail.path == trail.last[:1] for trail in trails])


class Holds:
    def __init__(self, n):
        self.n = n
        self.value = None
        self.friend = None

    def step(self, table):
        work(self.n)
        self.value = table[self.n % 2]
        self.friend = table


table = [[1], [2]]
holds = [Holds(n) for n in range(6)]
for hold in holds:
    hold.step(table)
table[0].append(5)
print([hold.value for hold in holds], holds[0].friend == table)


# The class counts, the object registers itself, the method tells.
class Counted:
    total = 0
    all = []

    def __init__(self, n):
        self.n = n
        self.r = 0.0

    def step(self):
        Counted.total += 1
        self.r = work(self.n + Counted.total)
        Counted.all.append(self)
        return self


counted = [Counted(n) for n in range(6)]
for c in counted:
    c.step()
print([c.r for c in counted], Counted.total, [c.n for c in Counted.all])


class Loud:
    def __init__(self, n):
        self.n = n
        self.e = 0.0

    def step(self):
        self.e = work(self.n)
        print("loud", self.n)


for loud in [Loud(n) for n in range(4)]:
    loud.step()


# Statements that stay in order look before and after.
class R:
    def __init__(self, n):
        self.n = n
        self.x = float(n)
        self.state = "new"

    def step(self):
        if self.n == 5:
            self.state = "half"
            self.x = 1 / (self.n - 5)
        self.x = work(self.x)
        self.state = "done"


rs = [R(n) for n in range(4)]
for r in rs:
    before = r.x
    print("before", before)
    r.step()
    print("after", r.x, [other.state for other in rs])
rs = [R(n) for n in range(9)]
try:
    for r in rs:
        r.step()
except ZeroDivisionError as error:
    print(error, r.n)
print([(r.x, r.state) for r in rs])
rs = [R(n) for n in (0, 1, 2, 3, 4, 6, 7)]
for r in rs:
    r.step()
    if r.n == 3:
        break
print([(r.x, r.state) for r in rs])
for r in rs:
    r.step()
    rs[0].x += r.x
print([r.x for r in rs])
for r in rs:
    r.step()
    r = rs[0]
print(r.n, [r.x for r in rs])


def chain(objects):
    last = None
    for one in objects:
        one.x = work(one.x) + (last.x if last else 0)
        last = one
    return last.x


print(chain(rs))


class T:
    def __init__(self, n):
        self.__secret = float(n)
        self.shown = 0

    def step(self):
        self.__secret = work(self.__secret)
        self.shown = int(self.__secret)


ts = [T(n) for n in range(6)]
for t in ts:
    t.step()
print([t.shown for t in ts])
for t in (T(n) for n in range(5)):
    t.step()
    print(t.shown)
for t in {n: T(n) for n in range(5)}.values():
    t.step()
    print(t.shown)
