import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))

import vendor
from vendor import wobble


class Station:
    def __init__(self, height):
        self.height = height
        self.cache = {}

    def level(self, x):
        if x not in self.cache:
            self.cache[x] = vendor.wobble(x) + self.height
        return self.cache[x]


def score(x):  # surge: pure -> float
    return getattr(vendor, "wobble")(x) + 1.0


total = 0.0
for x in range(40):
    total += wobble(x)
    print(x, total)

gauge = vendor.Gauge(3)
for x in range(40):
    print(gauge.read(x))

for x in range(40):
    total += score(x)
print(total)

station = Station(2)
levels = [station.level(x) for x in range(40)]
print(levels)

# surge: sequential
for x in range(10):
    print(wobble(x))

order = []
for x in range(20):
    order.append(wobble(19 - x))
    print(vendor.rank(order), order[0])
