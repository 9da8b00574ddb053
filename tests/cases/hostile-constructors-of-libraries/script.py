"""What runs when instances are made in other ways than by their own `__init__`."""

import collections
import dataclasses
import html.parser
import random

seen = [0]


def heavy(n):
    total = 0
    for i in range(n * 10 + 2500):
        total += i * n % 7
    return total


class Settings(collections.UserDict):
    def __setitem__(self, key, value):
        seen[0] += 1
        self.data[key] = value


class Ordered(collections.OrderedDict):
    def __setitem__(self, key, value):
        seen[0] += 1
        super().__setitem__(key, value)


class Counts(collections.Counter):
    def __setitem__(self, key, value):
        seen[0] += 1
        super().__setitem__(key, value)


class Read(collections.Counter):
    def __getitem__(self, key):
        seen[0] += 1
        return super().__getitem__(key)


class Parser(html.parser.HTMLParser):
    def reset(self):
        seen[0] += 1
        super().reset()


class Seeded(random.Random):
    def seed(self, *arguments):
        seen[0] += 1
        super().seed(*arguments)


@dataclasses.dataclass
class Row:
    value: int

    def __post_init__(self):
        seen[0] += 1


row = Row(1)
one, two = Read("ab"), Read("bc")


def settings(i):
    made = Settings({"a": i})
    return heavy(i) % 5, len(made)


def ordered(i):
    made = Ordered([("a", i)])
    return heavy(i) % 5, len(made)


def counts(i):
    made = Counts("ab")
    return heavy(i) % 5, len(made)


def added(i):
    made = one + two
    return heavy(i) % 5, len(made)


def parser(i):
    made = Parser()
    return heavy(i) % 5, made.convert_charrefs


def seeded(i):
    made = Seeded(3)
    return heavy(i) % 5, made is None


def replaced(i):
    made = dataclasses.replace(row, value=i)
    return heavy(i) % 5, made.value


print([settings(i) for i in range(8)], seen)
print([ordered(i) for i in range(8)], seen)
print([counts(i) for i in range(8)], seen)
print([added(i) for i in range(8)], seen)
print([parser(i) for i in range(8)], seen)
print([seeded(i) for i in range(8)], seen)
print([replaced(i) for i in range(8)], seen)
