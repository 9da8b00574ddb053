import enum
import functools
import types
import typing


def work(x, seen):
    total = 0
    for i in range(300):
        total = (total * 31 + i * x + seen) % 1000003
    return total


log = []


class Thing:
    @property
    def size(self):
        log.append(1)
        return 1


class Kind(enum.Enum):
    FIRST = 1

    @property
    def shown(self):
        log.append(2)
        return "first"


@typing.runtime_checkable
class Sizable(typing.Protocol):
    size: int


things = [Thing(), Thing()]
inside = types.SimpleNamespace(thing=things[0])


def reduced(i):
    score = work(i, len(log))
    return score, functools.reduce(getattr, ["size"], things[0])


def mapped(i):
    score = work(i, len(log))
    return score, list(map(getattr, things, ["size", "size"]))


def formatted(i):
    score = work(i, len(log))
    return score, "{0.thing.size}".format(inside)


def member(i):
    score = work(i, len(log))
    return score, Kind.__members__["FIRST"].shown


def checked(i):
    score = work(i, len(log))
    return score, isinstance(things[0], Sizable)


print([reduced(i) for i in range(12)])
print([mapped(i) for i in range(12)])
print([formatted(i) for i in range(12)])
print([member(i) for i in range(12)])
print([checked(i) for i in range(12)])
