"""`name = property(…)` in a class."""

seen = [0]


def heavy(n):
    total = 0
    for i in range(n * 10 + 2500):
        total += i * n % 7
    return total


def note(self):
    seen[0] += 1
    return seen[0] > 0


class Plain:
    fast = property(lambda self: note(self))
    named = property(note, doc="the same by name")


plain = Plain()
kept = {"plain": plain}


def by_lambda(i):
    noted = plain.fast
    return heavy(i) % 5 if noted else 0


def by_name(i):
    noted = kept["plain"].named
    return heavy(i) % 5 if noted else 0


print([by_lambda(i) for i in range(8)], seen)
print([by_name(i) for i in range(8)], seen)
