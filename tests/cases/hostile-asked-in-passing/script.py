import functools


def work(x):
    total = 0
    for i in range(300):
        total = (total * 31 + i * x) % 1000003
    return total


class Key:
    def __init__(self):
        self.asked = 0

    def __hash__(self):
        self.asked += 1
        return 7


class Kind:
    def __init__(self):
        self.asked = 0

    def __instancecheck__(self, thing):
        self.asked += 1
        return self.asked % 2 == 0


@functools.lru_cache(None)
def cached(key):
    return 1


@functools.lru_cache(maxsize=20)
def by_name(number, key=None):
    return number


key = Key()
kind = Kind()


def by_caches():
    for i in range(12):
        score = work(i) + key.asked
        print(score, cached(key))
    for i in range(12):
        score = work(i) + key.asked
        print(score, by_name(i, key=key))


def by_isinstance():
    for i in range(12):
        score = work(i) + kind.asked
        print(score, isinstance(i, kind))


by_caches()
by_isinstance()
