import collections
import functools
import operator
import statistics
from collections import Counter, deque
from fractions import Fraction


def work(n):
    total = 0
    for i in range(150):
        total += i * n % 7
    return total


def risky(n):
    if n == 13:
        raise LookupError(n)
    return work(n) % 5


class Noisy(int):
    seen = 0

    def __hash__(self):
        Noisy.seen += 1
        return int.__hash__(self)


def noisy(n):
    return Noisy(work(n) % 4 + Noisy.seen * 0)


def until(n):
    if n == 20:
        raise StopIteration
    return work(n)


print(Counter(work(n) % 5 for n in range(30)))
print(collections.Counter(risky(n) for n in range(12)))
known = Counter()
try:
    known.update(risky(n) for n in range(30))
except LookupError as error:
    print("update", error, sorted(known.items()))
found = set()
try:
    found.update(risky(n) for n in range(30))
except LookupError as error:
    print("update", error, sorted(found))
print(Counter(noisy(n) for n in range(20)), Noisy.seen)
print(deque((work(n) for n in range(30)), maxlen=3))
print(statistics.mean(work(n) for n in range(30)))
separator = ", "
print(separator.join(str(work(n)) for n in range(20)))
print([value for value in map(work, range(30)) if value % 2])
print({n: value for n, value in enumerate(map(work, range(15)))})
try:
    print([value for value in map(until, range(30))])
except RuntimeError as error:
    print(error)
print(functools.reduce(lambda total, n: total + [work(n)], range(12), []))
print(functools.reduce(operator.mul, [work(n) % 5 + 1 for n in range(20)]))
halves = [Fraction(work(n), n + 1) for n in range(20)]
print(sum(halves), sum(sum(halves[: n % 7]) for n in range(20)))
