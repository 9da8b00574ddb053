"""A module that is reached through a value of unknown type: the loop reads what its function changes."""
from types import SimpleNamespace

import counting

def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total

names = SimpleNamespace(module=counting)
out = []
for i in range(30):
    out.append(heavy(i, range(names.module.count)))
    counting.bump()
print(out)
