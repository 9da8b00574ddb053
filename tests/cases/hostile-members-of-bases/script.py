"""Which base a member comes from: the order of several bases, bodies that bind nothing, fields of data classes."""

import sys
from dataclasses import dataclass

LOG = []
OFF = len(sys.argv) > 5


def work(x):
    total = 0
    for i in range(300):
        total = (total * 31 + i * x) % 1000003
    return total


# Python asks `Drawn`, then `Shown`, and only then `Quiet`.
class Shown:
    def show(self):
        LOG.append("shown")

    def __add__(self, other):
        LOG.append("added")
        return 1


class Drawn(Shown):
    pass


class Quiet:
    def show(self):
        pass

    def __add__(self, other):
        return 1


class Figure(Drawn, Quiet):
    pass


figure = Figure()
result = []
for i in range(12):
    figure.show()
    result.append(work(i) + (figure + 1))
print(result, len(LOG))


def shown(x):
    Figure().show()
    return work(x) + (figure + 1)


result = []
for i in range(12):
    result.append(shown(i))
print(result, len(LOG))


# What a condition does not define, a base has.
class Saved(Shown):
    if OFF:

        def show(self):
            pass


class Gone(Shown):
    def show(self):
        pass

    del show


class Taken(Shown):
    def show(self):
        pass


del Taken.show


class Either(Quiet if OFF else Shown):
    pass


def by_base(x):
    for kind in (Saved, Gone, Taken, Either):
        kind().show()
    return work(x)


def saved(x):
    Saved().show()
    return work(x)


def either(x):
    Either().show()
    return work(x)


result = []
for i in range(12):
    result.append(saved(i))
for i in range(12):
    result.append(either(i))
for i in range(12):
    result.append(by_base(i))
print(result, len(LOG))


# A class of the library comes first.
class Silent:
    def append(self, value):
        pass


class Kept(list, Silent):
    pass


class Half(list):
    if OFF:

        def append(self, value):
            pass


kept, half = Kept(), Half()


def keep(x):
    kept.append(x)
    return work(x)


def keep_half(x):
    half.append(x)
    return work(x)


result = []
for i in range(12):
    result.append(keep(i))
for i in range(12):
    result.append(keep_half(i))
print(result, kept, half)


# Fields come in the order of the bases, from the last to the first.
@dataclass
class Named:
    names: list = None


@dataclass
class Tagged(Named):
    tags: list = None


@dataclass
class Noted:
    notes: list = None


@dataclass
class Page(Tagged, Noted):
    size: int = 0


@dataclass
class Sheet:
    rows: list
    if not OFF:
        columns: list
    cells: list


def paged(x):
    Page(LOG, [], []).notes.append("noted")
    return work(x)


def sheeted(x):
    Sheet([], [], LOG).cells.append("cell")
    return work(x)


result = []
for i in range(12):
    result.append(paged(i))
for i in range(12):
    result.append(sheeted(i))
print(result, len(LOG))


# Here it is clear: the class itself has it.
class Loud:
    def tell(self):
        LOG.append("told")


class Plain(Drawn, Loud):
    def tell(self):
        return 3


def plainly(x):
    return work(x) + Plain().tell()


result = []
for i in range(12):
    result.append(plainly(i))
print(result)
