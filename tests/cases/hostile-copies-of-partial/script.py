"""Copies of what `functools.partial` makes hold what the original holds."""

import copy
import math
from functools import partial


def work(x, k=20):
    t = 0.0
    for j in range(k):
        t += math.sin(x * j) ** 2
    return t


def note(log, x):
    log.append(x)
    return work(x)


def copied(n):
    log = []
    noting = copy.copy(partial(note, log))
    out = []
    for i in range(n):
        out.append(noting(i) + len(log))
    return out[-2:]


def copied_in_the_round(n):
    log = []
    out = []
    for i in range(n):
        again = copy.copy(partial(note, log))
        out.append(again(i) + len(log))
    return out[-2:]


def of_the_round(n):
    out = []
    for i in range(n):
        log = []
        noting = partial(note, log)
        again = copy.copy(noting)
        other = copy.deepcopy(noting)
        v = again(i) + noting(i) + other(i)
        out.append((v, len(log)))
    return out[-2:]


def moved(n):
    log = []
    kept = [partial(note, log)]
    again = list(kept)
    pairs = dict(enumerate(again))
    out = []
    for i in range(n):
        out.append(pairs[0](i) + len(log))
        out.append(tuple(again)[0](i) + len(log))
    return out[-2:]


print(copied(60), copied_in_the_round(60), of_the_round(60), moved(60))
