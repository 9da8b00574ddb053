"""Members that notice when they are compared, and keep or change what they are compared with."""

import collections

compared = [0]


class Noticing:
    def __init__(self, n):
        self.n = n
        self.kept = []

    def __eq__(self, other):
        compared[0] += 1
        self.kept = other
        return self.n == (other.n if isinstance(other, Noticing) else other)

    def __hash__(self):
        return hash(self.n)


class Filling:
    def __eq__(self, other):
        other.append(5)
        return True


def heavy(n):
    total = 0
    for i in range(n * 10 + 2500):
        total += i * n % 7
    return total


members = [Noticing(k) for k in range(6)]
table = {member: member.n for member in members}
amounts = collections.Counter(members)


def index_keeps():
    new, keeper = [], Noticing(0)
    keeper.n = new
    [keeper].index(new)
    for i in range(12):
        value = heavy(i) % 7 + len(keeper.kept)
        new.append(value)
    return new


def contains_keeps():
    new, keeper = [], Noticing(0)
    found = new in [keeper, 1]
    for i in range(12):
        value = heavy(i) % 7 + len(keeper.kept)
        new.append(value)
    return new, found


def count_fills(target):
    return [Filling()].count(target)


def merged(i):
    return heavy(i) % 3, len(table | {1: 2})


def united(i):
    both = dict(table)
    both |= {1: 2}
    return heavy(i) % 3, len(both)


def added(i):
    return heavy(i) % 3, len(amounts + collections.Counter([1]))


def looked_up(i):
    return heavy(i) % 3, table[i % 6]


def removed(i):
    rest = dict(table)
    del rest[i % 6]
    return heavy(i) % 3, len(rest)


print(index_keeps(), contains_keeps())
target = []
print([heavy(i) % 3 + count_fills(target) for i in range(8)], target)
for work in (merged, united, added, looked_up, removed):
    print([work(i) for i in range(8)], compared)
print([merged(i) for i in range(8)], compared)
print([added(i) for i in range(8)], compared)
print([looked_up(i) for i in range(8)], compared)
print([removed(i) for i in range(8)], compared)
