class Scaled:
    """What is kept depends on what the loop changes."""

    def __init__(self):
        self.scale = 1
        self.kept = {}

    def value(self, n):
        if n not in self.kept:
            self.kept[n] = sum(k * self.scale for k in range(n % 9 + 300))
        return self.kept[n]

    def reset(self):
        self.kept = {}


scaled = Scaled()
out = []
for n in range(60):
    out.append(scaled.value(n % 20))
    if n % 13 == 0:
        scaled.scale += 1
print(out)
out = []
for n in range(60):
    out.append(scaled.value(n % 20))
    if n % 13 == 0:
        scaled.scale += 1
        scaled.reset()
print(out)
out = []
for n in range(60):
    if n % 13 == 0:
        scaled.reset()
    out.append(scaled.value(n % 20))
scaled.scale = 9
print(out, [scaled.value(n) for n in range(30)])


class Shared:
    """One dictionary for all."""

    shared = {}

    def __init__(self, scale):
        self.scale = scale

    def value(self, n):
        if n not in self.shared:
            self.shared[n] = sum(k * self.scale for k in range(n % 9 + 300))
        return self.shared[n]


one, two = Shared(1), Shared(2)
print([(one if n % 3 else two).value(n % 20) for n in range(60)])


class Given:
    """The same dictionary for two."""

    def __init__(self, scale, given):
        self.scale = scale
        self.given = given

    def value(self, n):
        if n not in self.given:
            self.given[n] = sum(k * self.scale for k in range(n % 9 + 300))
        return self.given[n]


common = {}
one, two = Given(1, common), Given(2, common)
print([(one if n % 3 else two).value(n % 20) for n in range(60)])


class Lent:
    """The same, later on."""

    def __init__(self, scale):
        self.scale = scale
        self.lent = {}

    def value(self, n):
        if n not in self.lent:
            self.lent[n] = sum(k * self.scale for k in range(n % 9 + 300))
        return self.lent[n]


one, two = Lent(1), Lent(2)
two.lent = one.lent
print([(one if n % 3 else two).value(n % 20) for n in range(60)])


class Lists:
    """Whoever asks again gets the same list, which has changed."""

    def __init__(self):
        self.lists = {}
        self.mixed = {}
        self.noted = {}
        self.asked = []

    def value(self, n):
        if n not in self.lists:
            self.lists[n] = [sum(k * n for k in range(300))]
        return self.lists[n]

    def first_of_its_kind(self, n):
        if n not in self.mixed:
            self.mixed[n] = (n, sum(range(300)))
        return self.mixed[n]

    def noisy(self, n):
        if n not in self.noted:
            self.asked.append(n)
            self.noted[n] = sum(k * n for k in range(300))
        return self.noted[n]


lists = Lists()
out = []
for n in range(40):
    found = lists.value(n % 7)
    found.append(n)
    out.append(len(found))
print(out)
out = []
for n in [1, 1.0, True, 0.0, -0.0, False, 2, 2.0] * 5:
    out.append(lists.first_of_its_kind(n))
print(out)
out = []
for n in range(40):
    out.append(lists.noisy(n % 7))
print(out, lists.asked)


class Walker:
    """Steps by what it keeps."""

    def __init__(self, pace):
        self.pace = pace
        self.place = 0
        self.seen = {}

    def value(self, n):
        if n not in self.seen:
            self.seen[n] = sum(i * self.pace for i in range(n + 300))
        return self.seen[n]

    def step(self):
        self.place += self.value(self.place % 5) % 11


walkers = [Walker(pace) for pace in range(20)]
for _ in range(6):
    for walker in walkers:
        walker.step()
print([walker.place for walker in walkers])
for walker in walkers:
    walker.pace += 1
print([walker.value(3) for walker in walkers], [walker.value(2) for walker in walkers])
best = None
for n in range(40):
    total = sum(walker.value(n % 9) for walker in walkers)
    if best is None or total > best:
        best = total
        print(n, total)
print(best)


class Failing:
    """One of its values cannot be computed, and the object changes after that."""

    def __init__(self):
        self.scale = 3
        self.known = {}

    def quotient(self, n):
        if n not in self.known:
            self.known[n] = sum(k * self.scale for k in range(n % 9 + 300)) // (n - 37)
        return self.known[n]


failing = Failing()


def all_quotients():
    out = []
    for n in range(60):
        out.append(failing.quotient(n))
    return out


try:
    all_quotients()
except ZeroDivisionError as error:
    print("stopped", error)
failing.scale = 100
print([failing.quotient(n) for n in range(60) if n != 37])
