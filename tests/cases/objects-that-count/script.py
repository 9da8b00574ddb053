"""Numbers that objects count up while a loop runs, and who may see them."""
import math


class Base:
    def __init__(self, name):
        self.name = name
        self.calls = 0
        self.steps = 0

    def work(self, n):
        self.calls += 1
        total = 0
        for k in range(300):
            self.steps += 2
            total = (total * 31 + k * n) % 1000003
        return total


class Derived(Base):
    def work(self, n):
        return super().work(n) + 1


class Other:
    def __init__(self, base):
        self.base = base
        self.calls = 0
        self.seen = []

    def work(self, n):
        self.calls += 1
        return self.base.work(n) + math.isqrt(n)


class Looking:
    def __init__(self):
        self.tries = 0

    def work(self, n):
        self.tries += 1
        return n * self.tries + sum(math.isqrt(k * n) for k in range(200))


class Strange:
    def __init__(self, start):
        self.hits = start

    def work(self, n):
        self.hits += 1
        return sum(math.isqrt(k * n) for k in range(200))


class Late:
    def work(self, n):
        self.late += 1
        return sum(math.isqrt(k * n) for k in range(200))


def total(things, count):
    results = []
    for n in range(count):
        value = things[n % len(things)].work(n)
        results.append(value)
    return sum(results)


def appended(thing, count):
    results = []
    for n in range(count):
        results.append(thing.work(n))
    return results[-1]


def until(thing, limit):
    results = []
    for n in range(60):
        value = thing.work(n)
        results.append(value)
        if n == limit:
            break
    return results[-1]


def new_ones(count):
    made = []
    for n in range(count):
        thing = Base(str(n))
        value = thing.work(n)
        thing.work(value)
        made.append(thing)
    return made


def given(thing, values):
    results = []
    for value in values:
        results.append(thing.work(value))
    return results


def skipping(thing, count):
    results = []
    for n in range(count):
        if len(results) % 5 == 4:
            results.append(None)
            continue
        value = thing.work(n)
        results.append(value)
    return len(results)


def shown_between(thing, count):
    results = []
    for n in range(count):
        value = thing.work(n)
        results.append((value, thing.calls))
    return results[-1]


def show(*things):
    print([(thing.name, thing.calls, thing.steps) for thing in things])


def main():
    base, derived, third = Base("base"), Derived("derived"), Base("third")
    print(total([base, derived, base], 50))
    show(base, derived, third)
    print(appended(third, 40))
    show(base, derived, third)
    print(until(base, 33), until(base, 99))
    show(base, derived, third)
    made = new_ones(30)
    show(*made[:3], made[-1])
    other = Other(third)
    print(appended(other, 30), other.calls, third.calls)
    print(shown_between(base, 20))
    print(skipping(base, 40))
    show(base)
    looking = Looking()
    print(appended(looking, 30), looking.tries)
    for strange in (Strange(0), Strange(2.5), Strange(True), Strange(10 ** 30)):
        print(appended(strange, 25), strange.hits)
    late = Late()
    late.late = 7
    print(appended(late, 25), late.late)
    show(base)
    print(given(base, list(range(20)) + ["no"]) if base.calls < 0 else "")
    show(base, *made[:2])
    print(given(base, list(range(25)) + [None] * 2))


main()
