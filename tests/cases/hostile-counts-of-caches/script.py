import functools
import warnings
from collections import defaultdict

made = 0
missed = 0
asked = 0
warned = 0
misses = 0


def busy(n):
    return sum(k * k % 7 for k in range(n % 50 + 200))


@functools.lru_cache(None)
def cached(n):
    global made
    made += 1
    return busy(n)


known = {}


def kept(n):
    global missed
    if n in known:
        return known[n]
    missed += 1
    known[n] = busy(n)
    return known[n]


class Own:
    def __init__(self):
        self.seen = {}
        self.found = {}
        self.misses = 0
        self.calls = 0

    def value(self, n):
        if n not in self.seen:
            count_miss()
            self.seen[n] = busy(n)
        return self.seen[n]

    def other(self, n):
        if n not in self.found:
            self.misses += 1
            self.found[n] = busy(n)
        return self.found[n]

    def both(self, n):
        self.calls += 1
        return self.other(n) + self.value(n)


def count_miss():
    global misses
    misses += 1


def fresh():
    global asked
    asked += 1
    return []


groups = defaultdict(fresh)
for k in range(0, 40, 2):
    groups[k].append(k)


def look(n):
    return busy(n) + len(groups[n])


def complain(n):
    global warned
    warned += 1
    if n % 11 == 3:
        warnings.warn("eleven")
    return busy(n)


out = []
for n in range(60):
    out.append(cached(n % 7))
print(sum(out), made)
out = []
for n in range(60):
    out.append(kept(n % 7))
print(sum(out), missed)
own = Own()
out = []
for n in range(60):
    out.append(own.value(n % 7))
print(sum(out), misses)
out = []
for n in range(60):
    out.append(own.other(n % 7))
print(sum(out), own.misses)
out = []
for n in range(60):
    out.append(own.both(n % 9))
print(sum(out), own.misses, own.calls, misses)
out = []
for n in range(60):
    out.append(look(n))
print(sum(out), asked, len(groups))
out = []
for n in range(60):
    out.append(complain(n))
print(sum(out), warned)
