"""Names that mean something else while their variable has no value; annotations that are evaluated."""

import sys

LOG = []
NUMBERS = iter(range(1000))


def work(x):
    total = 0
    for i in range(300):
        total = (total * 31 + i * x) % 1000003
    return total


def noted(x):
    LOG.append(x)
    return int


# Builtins that a condition hides, or does not.
if len(sys.argv) > 5:

    def next(items):
        return 1

    def sorted(items, key=None):
        return items

    def exec(text):
        pass


def noted_key(x):
    LOG.append(x)
    return x


def with_next(x):
    return work(x) + next(NUMBERS)


def with_sorted(x):
    sorted([x, 1], key=noted_key)
    return work(x)


result = []
for i in range(12):
    result.append(with_next(i))
print(result)
result = []
for i in range(12):
    result.append(with_sorted(i))
print(result, LOG)


# A class body finds the global until it has bound a variable of its own.
def bump(*_):
    LOG.append("bump")


class Style:
    if len(sys.argv) > 5:
        bump = None
    call = bump


def styled(x):
    Style.call()
    return work(x)


result = []
for i in range(12):
    result.append(styled(i))
print(result, len(LOG))

seen = []
width = None
for i in range(12):
    width = work(i)
    more = width + 1
    seen.append(more)


class Page:
    width = width


print(Page.width, seen)


# Annotations of definitions, and in classes, are evaluated.
def annotated(x):
    def inner(a: noted(x)) -> noted(x):
        return a

    local: noted("never") = work(x)
    return inner(local)


result = []
for i in range(12):
    result.append(annotated(i))
print(result, len(LOG))

kind = None
for i in range(12):
    kind = work(i)
    more = kind + 1
    seen.append(more)


def typed(a: "text", *rest: kind, key: kind = 2) -> kind:
    return a


print(typed.__annotations__)


def made(x):
    class Record:
        a: noted("class") = 3

    return work(x) + Record.a


result = []
for i in range(12):
    result.append(made(i))
print(result, len(LOG))
for i in range(12):
    kind = work(i + 7)
    more = kind + 1
    seen.append(more)


class Typed:
    a: kind = 3


print(Typed.__annotations__)

# `__last` in the class is `_Shop__last`.
_Shop__last = None


class Shop:
    def last(self):
        return __last


for i in range(12):
    _Shop__last = work(i)
    more = _Shop__last + 1
    seen.append(more)
print(Shop().last(), len(seen))


# What another module brings, or sets.
def tally(x):
    return 1


from words import *
import words

words.len = lambda values: words.SEEN.append("len") or 1


def tallied(x):
    return work(x) + tally(x)


def measured(x):
    return work(x) + words.length(x)


result = []
for i in range(12):
    result.append(tallied(i))
for i in range(12):
    result.append(measured(i))
print(result, words.SEEN)


# Here nothing stands in the way.
def plainly(x: int, rate: "float" = 1.0) -> list[int]:
    return [work(x)]


result = []
for i in range(12):
    result.append(plainly(i))
print(result)
