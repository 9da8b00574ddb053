"""Attributes and methods that classes get where the analysis does not know that it is they who get them."""
from types import SimpleNamespace

class First:
    items = [5]


class Second:
    def __init__(self):
        self.rows = []


def put(self, rows):
    self.rows = rows


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total

one, two = [1, 2], [3, 4]

SimpleNamespace(kind=First).kind.items = one
for i in range(20):
    First.items.append(heavy(i, one))

Second.attach = put
second = Second()
second.attach([5])
getattr(second, "att" + "ach")(two)
for i in range(20):
    second.rows.append(heavy(i, two))

print(one, two)
