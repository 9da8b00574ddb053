"""Differences of neighbours by two iterators over one source."""

import itertools

values = [i * i % 1009 for i in range(20000)]
one, two = itertools.tee(values)
next(two)
steps = [b - a for a, b in zip(one, two)]
print(len(steps), max(steps))
