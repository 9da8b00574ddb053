"""Numbers that classes keep, and everything that makes them more than a count."""


def work(n):
    total = 0
    for k in range(n * 20 + 200):
        total = (total * 31 + k) % 10007
    return total


class Named:
    made = 0

    def __init__(self, n):
        Named.made += 1
        self.number = Named.made
        self.value = work(n)


class Strange:
    hits = 1.5

    def hit(self, n):
        Strange.hits += 1
        return work(n)


class Truth:
    seen = True

    def see(self, n):
        Truth.seen += 1
        return work(n)


class Base:
    calls = 0

    def call(self, n):
        Base.calls += 1
        return work(n)


class Derived(Base):
    calls = 10

    def call(self, n):
        return super().call(n) + self.calls


class Own:
    turns = 0

    def turn(self, n):
        Own.turns += 1
        return work(n)


class Both:
    uses = 0

    def use(self, n):
        Both.uses += 1
        self.uses += 1
        return work(n)


class Failing:
    tries = 0

    def attempt(self, n):
        Failing.tries += 1
        value = work(n)
        Failing.tries += 1
        if n == 6:
            raise ValueError(n)
        return value


class Again:
    level = 0

    def again(self, n):
        Again.level += 1
        return work(n)


named = []
for n in range(10):
    named.append(Named(n))
print([one.number for one in named], Named.made)
base, derived, both = Base(), Derived(), Both()
values = []
for n in range(10):
    values.append(base.call(n))
for n in range(10):
    values.append(derived.call(n))
for n in range(10):
    values.append(both.use(n))
print(values, Base.calls, Derived.calls, Both.uses)

strange = Strange()
values = []
for n in range(10):
    values.append(strange.hit(n))
truth = Truth()
for n in range(10):
    values.append(truth.see(n))
print(values, Strange.hits, Truth.seen)

own = Own()
own.turns = 5
for n in range(10):
    values.append(own.turn(n))
    if n == 7:
        break
print(own.turns, Own.turns, values)

failing = Failing()
for n in range(10):
    try:
        values.append(failing.attempt(n))
    except ValueError as error:
        print("failed", error)
print(Failing.tries)

again = Again()
for n in range(10):
    values.append(again.again(n))
    if n % 4 == 0:
        Again.level = 100
print(Again.level)
Again.level = 0.5
for n in range(10):
    values.append(again.again(n))
print(Again.level, sum(values))
