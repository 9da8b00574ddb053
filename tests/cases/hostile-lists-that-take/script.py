"""Lists that are added to in place: known elsewhere, and added to what decides for itself."""


def work(n):
    total = 0
    for k in range(120):
        total = (total * 31 + k * n) % 10007
    return total


class Asked:
    """Python asks the right operand first, since lists have no number methods."""

    def __init__(self, rows):
        self.rows = rows

    def __radd__(self, other):
        self.rows.append(len(other))
        return self.rows

    def __iter__(self):
        self.rows.append(-1)
        return iter(())


def known_elsewhere(n):
    rows = [1]
    again = rows
    for i in range(n):
        print(work(len(rows) + i))
        again += (i, i + 1)
    return rows


def asked_first(n):
    kept = []
    rows = []
    for i in range(n):
        print(work(len(kept) + i))
        rows += Asked(kept)
    return rows is kept, kept


def gone_through(n):
    kept = []
    rows = []
    for i in range(n):
        print(work(len(kept) + i))
        rows += Asked(kept), i
        rows.extend(Asked(kept))
    return len(rows), kept


def one_of_two(n):
    rows, other = [], (7,)
    for i in range(n):
        print(work(len(rows) + len(other) + i))
        target = rows if i % 2 else other
        target += (i,)
    return rows, other


def of_an_attribute(n):
    class Holder:
        rows = []

    for i in range(n):
        print(work(len(Holder.rows) + i))
        Holder().rows += (i,)
    return Holder.rows


def first_of_a_tuple(n):
    pair = ([], 3)
    for i in range(n):
        print(work(len(pair[0]) + i))
        try:
            pair[0] += (i,)
        except TypeError as error:
            print(error)
    return pair


for function in (known_elsewhere, asked_first, gone_through, one_of_two, of_an_attribute, first_of_a_tuple):
    print(function.__name__, function(7))
