"""Dictionaries with keys that have changed: the dictionary itself does not find them, a copy of it would."""


def work(n):
    total = 0
    for a in range(200):
        total = (total * 31 + a + n) % 10007
    return total


class Cell:
    def __init__(self, x):
        self.x = x

    def __hash__(self):
        return self.x

    def __eq__(self, other):
        return self.x == other.x


class Corner:
    def __init__(self, y):
        self.y = y

    def __hash__(self):
        return self.y

    def __eq__(self, other):
        return self.y == other.y


cell = Cell(1)
costs = {cell: 5, Cell(7): 6}
cell.x = 2


def read(n):
    return work(n) + costs.get(Cell(2), 0) + len(costs)


def made(n):
    own = Cell(n)
    found = {own: work(n), Cell(99): 1}
    own.x = 99
    return found


def made_of_corners(n):
    return {Corner(n): work(n), Corner(n + 1): n}


print([read(n) for n in range(10)])
cell.x = 7
print([read(n) for n in range(10)])
print([(len(found), found.get(Cell(99)), found.get(Cell(3))) for found in [made(n) for n in range(8)]])
print([found[Corner(n + 1)] for n, found in enumerate([made_of_corners(n) for n in range(8)])])
