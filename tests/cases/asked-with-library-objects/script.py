import enum
from collections import Counter, OrderedDict, UserList

hits = []


class Level(enum.Enum):
    LOW = 1
    HIGH = 2


class Amounts(list):
    pass


class Amount:
    def __init__(self, v, extra=None):
        self.v = v
        self.extra = extra

    def __add__(self, other):
        hits.append("add")
        return Amount(self.v + other.v)

    def __radd__(self, other):
        hits.append("radd")
        return Amount(self.v + other)

    def __eq__(self, other):
        hits.append(("eq", type(other).__name__))
        if isinstance(other, list):
            other.append(self.v)
        return self.v == getattr(other, "v", None)

    def __hash__(self):
        return 1

    def __abs__(self):
        hits.append("abs")
        return self.v

    def __str__(self):
        hits.append("str")
        return str(self.v)

    __repr__ = __str__


class Odd(Amount):
    def __float__(self):
        hits.append("float")
        return float(self.v)


def heavy(n):
    return sum((n * i) % 13 for i in range(3000))


amounts = [Amount(i, Level.LOW) for i in range(6)]
counted = [Amount(i, Counter("ab")) for i in range(6)]
listed = Amounts(Amount(i) for i in range(6))
odd = [Odd(i, OrderedDict(a=Amount(i))) for i in range(6)]
loose = UserList([Amount(3), Amount(4)])
log = []


def by_sum(i):
    return sum(amounts[: i + 1]).v


def by_sum_of_counted(i):
    return sum(counted[: i + 1]).v + sum(listed).v


def by_abs(i):
    return abs(counted[i]) + float(odd[i])


def by_text(i):
    return f"{odd[i]} {counted[i]!r}", str(odd[i].extra)


def by_member(i):
    return amounts[i] in listed, Level.LOW in [amounts[i], Level.HIGH]


def by_list(i):
    return [amounts[i]] == [log], len(log)


def by_loose(i):
    return amounts[i] in loose, loose == [amounts[i]]


results = []
for i in range(6):
    results.append((heavy(i), by_sum(i)))
print(len(hits))
for i in range(6):
    results.append((heavy(i), by_sum_of_counted(i)))
print(len(hits))
for i in range(6):
    results.append((heavy(i), by_abs(i)))
print(len(hits))
for i in range(6):
    results.append((heavy(i), by_text(i)))
print(len(hits))
for i in range(6):
    results.append((heavy(i), by_member(i)))
print(len(hits))
for i in range(6):
    results.append((heavy(i), by_list(i)))
print(len(hits), log)
for i in range(6):
    results.append((heavy(i), by_loose(i)))
print(len(hits), hits[::9], results[::5])
