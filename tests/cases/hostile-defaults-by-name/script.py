"""What the attributes of functions, records and enumerations hand out: the loops append to what the lists are read from."""
import collections
import enum

class Both(enum.Enum):
    A = ([5], 1)
    B = ([7, 8], 2)

    def __init__(self, items, number):
        self.items = items


class Kept:
    def __init__(self):
        self.items = [1, 2]

    def state(self):
        return super().__reduce_ex__(2)[2]


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total

one = [1, 2]
Pair = collections.namedtuple("Pair", "left right", defaults=[one])
pair = Pair([5])
for i in range(20):
    pair.right.append(heavy(i, one))

parts = Both.B.value[0]
for i in range(20):
    Both.B.items.append(heavy(i, parts))

kept = Kept()
shown = kept.state()["items"]
for i in range(20):
    shown.append(heavy(i, kept.items))

print(one, parts, kept.items)
