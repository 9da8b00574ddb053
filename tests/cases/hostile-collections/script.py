"""Collections of garbage, looked at and not."""
import gc


def work(n):
    total = n
    for k in range(300):
        total = (total * 31 + k) % 10007
    return total


class Cycle:
    def __init__(self):
        self.own = self


gc.collect()
for _ in range(5):
    Cycle()
print(gc.collect())
found = []
for n in range(20):
    Cycle()
    gc.collect()
    found.append(work(n))
print(found, gc.isenabled())
