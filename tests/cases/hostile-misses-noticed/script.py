import functools
import random

random.seed(5)
known = {}
looked_up = {}
drawn = {}
calls = 0


def work(n):
    total = 0
    for i in range(1200):
        total = (total * 31 + i * n) % 1000003
    return total


@functools.lru_cache(None)
def cached(n):
    print("computing", n)
    return work(n)


@functools.cache
def quiet(n):
    return work(n)


def from_quiet(n):
    value = quiet(n % 4)
    print("asked for", n)
    return value + work(n)


def in_dictionary(n):
    if n not in known:
        print("not known", n)
        known[n] = work(n)
    return known[n]


def by_exception(n):
    try:
        return looked_up[n]
    except KeyError:
        print("not found", n)
        looked_up[n] = work(n)
        return looked_up[n]


class Table:
    def __init__(self, base):
        self.base = base
        self._found = {}
        self._drawn = {}

    def make(self, n):
        print("making", n)
        return work(n + self.base)

    def at(self, n):
        if n not in self._found:
            self._found[n] = self.make(n)
        return self._found[n]

    def draw(self, n):
        if n not in self._drawn:
            self._drawn[n] = work(n) + random.random()
        return self._drawn[n]


table = Table(3)


def from_table(n):
    return table.at(n % 4) + work(n)


@functools.lru_cache(None)
def seeded(n):
    random.seed(n)
    return work(n) + random.random()


def from_seeded(n):
    return seeded(n % 4) + work(n)


@functools.lru_cache(None)
def drawing(n):
    return work(n) + random.random()


def draws_cached(n):
    random.seed(n)
    return drawing(n % 4), random.random()


def drawing_once(n):
    if n not in drawn:
        drawn[n] = work(n) + random.random()
    return drawn[n]


def draws_known(n):
    random.seed(n)
    return drawing_once(n % 4), random.random()


def draws_from_table(n):
    random.seed(n)
    return table.draw(n % 4), random.random()


@functools.lru_cache(None)
def counting(n):
    global calls
    calls += 1
    return work(n)


def main():
    numbers = [3, 5, 3, 8, 5, 1, 1, 8, 9, 3]
    results = []
    for n in numbers:
        results.append(cached(n))
    for n in numbers:
        results.append(from_quiet(n))
    for n in numbers:
        results.append(in_dictionary(n))
    for n in numbers:
        results.append(by_exception(n))
    for n in numbers:
        results.append(from_table(n))
    for n in numbers:
        results.append(from_seeded(n))
    print(random.random())
    for n in numbers:
        results.append(draws_cached(n))
    print(random.random())
    for n in numbers:
        results.append(draws_known(n))
    print(random.random())
    for n in numbers:
        results.append(draws_from_table(n))
    print(random.random())
    for n in numbers:
        results.append(counting(n % 4))
    print(results, calls)


main()
