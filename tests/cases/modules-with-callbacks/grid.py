"""Runs what it is given over everything."""

START = 3


class Cell:
    def __init__(self, number):
        self.number = number
        self.before = None


def heavy(x, n):
    t = START
    for i in range(n):
        t = (t * 7 + x * i) % 1009
    return t


def run(score, xs):
    out = []
    for x in xs:
        out.append(score(x))
    return out


def compare(cells, first, n):
    found = []
    for cell in cells:
        found.append((heavy(cell.number, n), cell == first, cell.before == first))
    return found
