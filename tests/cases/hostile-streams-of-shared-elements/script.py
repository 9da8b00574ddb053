"""Elements of a list share objects, or are changed behind the append: what goes through the list sees all of that."""

import sys


class Box:
    def __init__(self, n):
        self.n = n


def bump(box):
    box.n += 1
    return box.n


def changed_behind(count):
    rows = []
    for i in range(count):
        box = Box(i)
        rows.append(box)
        box.n += 1
    return sum(box.n for box in rows)


def twice_in_a_round(count):
    rows = []
    for i in range(count):
        box = Box(i)
        rows.append((box, box.n))
        rows.append((box, box.n))
    total = 0
    for other, n in rows:
        total += n
        other.n += 1
    return total


def inner_loop(count):
    rows = []
    for i in range(count):
        box = Box(i)
        for _ in range(3):
            rows.append((box, box.n))
    total = 0
    for other, n in rows:
        total += n
        other.n += 1
    return total


def inner_clause(count):
    rows = [(box, box.n) for i in range(count) for box in [Box(i)] for _ in range(3)]
    total = 0
    for box, n in rows:
        box.n += 1
        total += n
    return total


def same_twice(count):
    rows = [(box, box.n) for box in [Box(i) for i in range(count)] * 2]
    total = 0
    for box, n in rows:
        bump(box)
        total += n
    return total


def mapped(count):
    values = list(map(bump, [Box(count)] * count))
    boxes = [Box(3)] * count
    lengths = list(map(bump, boxes))
    total = max(values)
    for n in lengths:
        total += n * boxes[0].n
    return total


count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
print(changed_behind(count))
print(twice_in_a_round(count))
print(inner_loop(count))
print(inner_clause(count))
print(same_twice(count))
print(mapped(count))
