"""Generators that change what they have handed out, and generator expressions that run when their variables hold others."""

import itertools


def work(x):
    s = 0
    for i in range(800):
        s = (s * 31 + i * x) % 1000003
    return s


def windows(items, size):
    window = []
    for item in items:
        window.append(item)
        if len(window) > size:
            window.pop(0)
        if len(window) == size:
            yield window


def boards(rounds):
    board = [[0] * 5 for _ in range(5)]
    for k in range(rounds):
        board[k % 5][k % 5] += k
        yield board


def rows_inside(rounds):
    row = [0]
    outer = [row]
    for k in range(rounds):
        row[0] = k
        yield outer
        outer = [row]


def sometimes(rounds):
    found = []
    for k in range(rounds):
        found.append(k)
        yield k, found
        if k % 7 == 0:
            found = []


def handed_on(rounds):
    yield from windows(range(rounds), 3)


class Node:
    def __init__(self, value):
        self.value = value

    def enter(self, register):
        register.append(self)


def nodes(rounds):
    register = []
    for k in range(rounds):
        node = Node(k)
        node.enter(register)
        yield node
        node = Node(0)
        for other in register:
            other.value = 7


shared = []


def read_when_advanced(count):
    found = []
    later = (found.append(v) or work(v) + len(found) for v in range(count % 5))
    found = shared
    return sum(later)


def called_when_advanced(count):
    found = []

    def add(value):
        found.append(value)
        return work(value) + len(found)

    later = (add(v) for v in range(count % 5))
    found = shared
    return sum(later)


print([work(sum(window)) for window in windows(range(40), 4)])
print([work(len(window) + window[0]) for window in itertools.islice(windows(range(40), 4), 20)])
print([work(sum(window) + k) for k, window in enumerate(windows(range(40), 4))])
print(list(map(lambda window: work(sum(window)), windows(range(40), 4))))
totals = []
for window in handed_on(40):
    totals.append(work(sum(window)))
print(totals)
print([work(sum(map(sum, board))) for board in boards(40)])
print([work(outer[0][0]) for outer in rows_inside(40)])
print([work(k + len(found)) for k, found in sometimes(40)])
print([work(node.value) for node in nodes(40)])
print([read_when_advanced(k) for k in range(40)], shared)
print([called_when_advanced(k) for k in range(40)], shared)
