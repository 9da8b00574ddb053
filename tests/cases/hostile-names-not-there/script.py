"""Definitions that come later hide builtins only from then on; what was deleted is gone."""

import math as m
from math import floor as rounded

LIMIT = 4


def work(x):
    total = 0
    for i in range(300):
        total = (total * 31 + i * x) % 1000003
    return total


def score(x):
    return abs(work(x) - 500000) + len([1] * (x % 3))


def limited(x):
    return work(x) + LIMIT


print([score(i) for i in range(5)])


def abs(value):
    return 7


print([score(i) for i in range(5)])
len = lambda values: 100
print([score(i) for i in range(5)])
del len
print([score(i) for i in range(5)])

print([limited(i) for i in range(5)])
del LIMIT
try:
    print([limited(i) for i in range(5)])
except NameError as error:
    print(error)
LIMIT = 70
print([limited(i) for i in range(5)])


def converted(x):
    return work(x) % 5, rounded(x + 0.5), m.sqrt(x)


print([converted(i) for i in range(5)])
import cmath as m
from math import ceil as rounded

print([converted(i) for i in range(5)])
m = None
try:
    print([converted(i) for i in range(5)])
except AttributeError as error:
    print(error)


import bounds
from bounds import UPPER, scaled


def bounded(x):
    return scaled(work(x)) + UPPER


print([bounded(i) for i in range(5)])
UPPER = 99
print([bounded(i) for i in range(5)])
bounds.UPPER = 7
print([bounded(i) for i in range(5)])
del bounds.UPPER
try:
    print([bounded(i) for i in range(5)])
except NameError as error:
    print(error)
