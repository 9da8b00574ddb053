"""Factories that hand out one and the same object, tuples that hold what changes, operators that count."""

from dataclasses import dataclass, field
from fractions import Fraction

SHARED = []
MADE = {"count": 0}


def counted():
    MADE["count"] += 1
    return []


@dataclass
class Common:
    name: int
    log: list = field(default_factory=lambda: SHARED)

    def work(self):
        total = 0
        for i in range(200):
            total += (i * self.name) % 7
        self.log.append(total)
        return total


@dataclass
class Counted:
    name: int
    log: list = field(default_factory=counted)

    def work(self):
        return sum((i * self.name) % 5 for i in range(200)) + MADE["count"]


class Money:
    added = 0

    def __init__(self, amount):
        self.amount = amount

    def __add__(self, other):
        Money.added += 1
        return Money(self.amount + getattr(other, "amount", other))

    __radd__ = __add__


def total(amounts):
    value = sum(amounts)
    for i in range(200):
        value = value + i % 3
    return value.amount


CELLS = ([0], [1], [2])
PAIRS = [(i, CELLS) for i in range(3)]


def pick(n):
    best = PAIRS[n % 3]
    score = 0
    for i in range(200):
        score += (i * n) % 11
    return best, score


def halves(n):
    values = [Fraction(1, k) for k in range(1, 30)]
    return sum(values), sum([[n]], []), sum([(n, n)], ())


print([Common(n).work() for n in range(8)], SHARED)
for n in range(8):
    item = Common(n)
    print(item.work(), len(item.log))
for n in range(8):
    print(Counted(n).work(), MADE)
for n in range(6):
    print(total([Money(k * n) for k in range(40)]), Money.added)
picked = []
for n in range(6):
    pair, score = pick(n)
    pair[1][n % 3][0] += score
    picked.append(pair)
print(PAIRS, picked, [pair is PAIRS[n % 3] for n, pair in enumerate(picked)])
for n in range(4):
    print(halves(n))
