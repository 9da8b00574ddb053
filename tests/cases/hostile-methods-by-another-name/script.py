"""Bound methods whose name means another method of the same object."""


def work(n):
    total = 0
    for a in range(200):
        total = (total * 31 + a + n) % 10007
    return total


class Base:
    def score(self, n):
        return n


class Derived(Base):
    def score(self, n):
        return -n

    def of_base(self):
        return super().score


class Hidden:
    def __init__(self):
        self.size = 1

    def score(self, n):
        return n

    def other(self, n):
        return -n


class Renamed:
    def score(self, n):
        return n

    before = score

    def score(self, n):
        return -n


of_base = Derived().of_base()
hidden = Hidden()
score = hidden.score
hidden.score = hidden.other
before = Renamed().before


def by_super(n):
    return of_base(n) + work(n)


def by_hidden(n):
    return score(n) + work(n)


def by_renamed(n):
    return before(n) + work(n)


print([by_super(n) for n in range(10)])
print([by_hidden(n) for n in range(10)])
print([by_renamed(n) for n in range(10)])
