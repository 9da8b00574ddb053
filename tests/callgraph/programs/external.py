#: functools.reduce
import functools


def add(a, b):
    return a + b


functools.reduce(add, range(4))
#: functools.partial
import functools


def add(a, b):
    return a + b


functools.partial(add, 1)(2)
#: re.sub
import re


def upper(match):
    return match.group().upper()


re.sub("[aeiou]", upper, "letters")
#: itertools
import itertools


def parity(n):
    return n % 2


for key, group in itertools.groupby(range(4), parity):
    list(group)
list(itertools.takewhile(parity, [1, 2]))
list(itertools.accumulate([1, 2], lambda a, b: a * b))
#: defaultdict
import collections


def empty():
    return []


table = collections.defaultdict(empty)
table["a"].append(1)
#: json with a default
import json


def default(thing):
    return str(thing)


json.dumps({"a": {1}.__class__}, default=default)
#: heapq compares objects
import heapq


class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n


heap = []
for n in (3, 1, 2):
    heapq.heappush(heap, Item(n))
heapq.heappop(heap)
#: operator.methodcaller
import operator


class Thing:
    def work(self, n):
        return n


operator.methodcaller("work", 1)(Thing())
#: atexit
import atexit


def bye():
    return 1


atexit.register(bye)
