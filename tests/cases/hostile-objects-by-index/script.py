"""Objects by index that are the same, are exchanged, look at others, or are not where they seem to be."""


def work(x):
    total = 0.0
    for k in range(1, 150):
        total += x / k
    return total


class P:
    def __init__(self, n):
        self.n = n
        self.x = float(n)
        self.friend = None

    def step(self):
        self.x = work(self.x) % 10

    def follow(self, other):
        self.x = work(self.x + other.x) % 10


def show(objects):
    print([(p.n, p.x) for p in objects])


def made():
    return [P(n) for n in range(8)]


# One object twice: in the list, by negative indices, in two lists.
ps = made()
ps[5] = ps[2]
for i in range(len(ps)):
    ps[i].step()
show(ps)
ps = made()
for i in range(-8, 8):
    ps[i].step()
show(ps)


def around(objects, first, last):
    for i in range(first, last):
        objects[i].step()


around(ps, -3, 3)
around(ps, 1, 4)
around(tuple(ps), 1, 4)
show(ps)
for p, q in zip(ps, ps[1:]):
    p.step()
    q.step()
show(ps)
for p, q in zip(ps, ps):
    p.follow(q)
show(ps)
for i, p in enumerate(ps + ps[:2]):
    p.step()
show(ps)
for i, p in enumerate(ps):
    ps[i].step()
    p.step()
show(ps)

# Neighbours.
for i in range(1, len(ps)):
    ps[i].follow(ps[i - 1])
show(ps)
for i in range(len(ps) - 1):
    ps[i].follow(ps[i + 1])
show(ps)
for p, q in zip(ps, ps[1:]):
    p.follow(q)
show(ps)
for one, other in zip(ps, ps[1:] + ps[:1]):
    one.friend = other
for i in range(len(ps)):
    ps[i].follow(ps[i].friend)
show(ps)
for i in range(len(ps)):
    p = ps[i].friend
    p.step()
    ps[i].x += p.x
show(ps)

# The list changes, or the name means another one.
ps, others = made(), made()
for i in range(len(ps)):
    ps[i].step()
    if i == 3:
        ps[4] = ps[0]
show(ps)
for i in range(len(ps)):
    ps[i].step()
    ps = others if i == 2 else ps
show(ps)
show(others)
for i in range(6):
    ps[i].step()
    i += 1
    ps[i].step()
show(ps)
for i, p in enumerate(ps):
    p.step()
    p = ps[0]
    p.step()
show(ps)
for i in range(len(ps)):
    p = ps[i]
    p.step()
    ps[i] = P(i)
    ps[i].step()
    p.x += 1
show(ps)


def swaps(n):
    ps[n], ps[(n + 1) % len(ps)] = ps[(n + 1) % len(ps)], ps[n]
    return work(n)


for i in range(len(ps)):
    swaps(i)
    ps[i].step()
show(ps)


class Flock:
    def __init__(self):
        self.all = made()
        self.asked = 0

    @property
    def birds(self):
        self.asked += 1
        return self.all[::-1] if self.asked % 2 else self.all

    def fly(self):
        for i in range(len(self.all)):
            self.birds[i].step()

    def fly_all(self):
        for i, bird in enumerate(self.birds):
            bird.step()


class Shared(Flock):
    birds = made()[:3]


flock = Flock()
flock.fly()
flock.fly_all()
show(flock.all)
print(flock.asked)
shared = Shared()
shared.fly_all()
show(shared.birds)

# An index too many, and an error halfway.
ps = made()
try:
    for i in range(12):
        ps[i].step()
except IndexError as error:
    print(error, i)
show(ps)


class Q(P):
    def step(self):
        self.x = 3.0
        if self.n == 5:
            raise ValueError(self.n)
        self.x = work(self.n)


ps = [Q(n) for n in range(8)]
try:
    for i in range(len(ps)):
        ps[i].step()
except ValueError as error:
    print(error, i)
show(ps)
ps[2] = None
try:
    for i in range(len(ps)):
        if i != 5:
            ps[i].step()
except AttributeError as error:
    print(error)
ps = {n: P(n) for n in range(5)}
for i in range(5):
    ps[i].step()
show(ps.values())
late = []
for i in range(5):
    late.append(P(i))
    late[i].step()
show(late)


class R:
    def __init__(self, n):
        self.n = n

    def step(self):
        self.x = work(self.n)
        self.seen = True


rs = [R(n) for n in range(5)]
for i in range(len(rs)):
    rs[i].step()
print([list(vars(r).items()) for r in rs])
