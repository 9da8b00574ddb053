"""Defaults that are shared, changed, or left out by * and **."""


def work(n):
    t = 0
    for i in range(300):
        t += (i * n) % 7
    return t


def add(n, seen=[]):
    seen.append(n)
    return work(n) + len(seen)


def star(n, *args, table={}):
    table[n] = len(table)
    return work(n) + table[n]


class Box:
    def __init__(self, value, items=None, shared=[]):
        self.value = value
        self.items = items
        self.shared = shared

    def grow(self):
        self.shared.append(self.value)
        return work(self.value) + len(self.shared)


def make(n, items=None, shared=[0]):
    return Box(n, items, shared)


print([add(n) for n in range(6)])
for n in range(6):
    print(add(*[n]), star(*(n, 1)), star(n, **{}))
boxes = []
for n in range(6):
    boxes.append(Box(n))
for n in range(6):
    box = make(n)
    print(box.grow(), boxes[n].grow(), len(make(*[n]).shared))
trees = []
for n in range(6):
    trees.append((work(n), make(n)))
for n, (_, tree) in enumerate(trees):
    print(tree.grow(), len(trees[0][1].shared), tree.shared is trees[0][1].shared)
