"""Comparisons of objects that do more than compare."""
from dataclasses import dataclass
from functools import total_ordering

asked = []


def work(n):
    total = n
    for k in range(300):
        total = (total * 31 + k) % 10007
    return total


class Answer:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        asked.append(self.value)
        return self.value


class Odd:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return Answer(self.n % 3 == other.n % 3)


class Even(Odd):
    def __ne__(self, other):
        asked.append("ne")
        return NotImplemented


class Plain:
    def __init__(self, n):
        self.n = n


class Listed(list):
    pass


@dataclass(order=True)
class Row:
    held: list
    n: int = 0


class Noting:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        asked.append(self.n)
        return self.n == other.n

    def __lt__(self, other):
        asked.append((self.n, other.n))
        return self.n < other.n


@total_ordering
class Total:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        asked.append("eq")
        return self.n == other.n

    def __lt__(self, other):
        asked.append("lt")
        return self.n < other.n


class Patched:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n


def patched(self, other):
    asked.append("patched")
    return self.n == other.n + 1


def show(name, values):
    print(name, values, asked[-6:], len(asked))


def unequal(one, two, n):
    return (one != two) + work(n)


values = []
for n in range(20):
    values.append((Odd(n) != Odd(n // 2)) + work(n))
show("!=", values)
show("called", [unequal(Odd(n), Odd(3), n) for n in range(20)])
show("!= first", [(Even(n) != Odd(3)) + work(n) for n in range(20)])
show("identity", [(Plain(n) == Plain(n)) + work(n) for n in range(20)])
show("reflected", [(Plain(n) == Noting(3)) + work(n) if n > 50 else work(n) for n in range(20)])
show("numbers", [(3 == Noting(3)) + work(n) if n > 50 else work(n) for n in range(20)])
show("lists", [(Listed([Noting(n)]) == Listed([Noting(3)])) + work(n) for n in range(20)])
show("rows", [(Row([Noting(n)]) <= Row([Noting(3)])) + work(n) for n in range(20)])
show("noting", [(Noting(n) < Noting(3)) + (Noting(n) > Noting(4)) + work(n) for n in range(20)])
show("total", [(Total(n) <= Total(3)) + work(n) for n in range(20)])
total = 0
for n in range(20):
    if Noting(n) == Noting(4) or Total(n) >= Total(15):
        total += work(n)
    if Patched(n) == Patched(n):
        total += 1
show("in order", total)
Patched.__eq__ = patched
for n in range(20):
    if Patched(n) == Patched(n - 1):
        total += work(n)
show("patched", total)
try:
    print([(Plain(n) < Plain(2)) + work(n) for n in range(20)])
except TypeError as problem:
    print(problem)
