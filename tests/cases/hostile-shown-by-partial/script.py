"""What asks the arguments that a partial was given."""

import math
from functools import partial


def work(x, k=20):
    t = 0.0
    for j in range(k):
        t += math.sin(x * j) ** 2
    return t


class Loud:
    asked = 0

    def __init__(self, v):
        self.v = v

    def __repr__(self):
        Loud.asked += 1
        return "Loud"


def weigh(loud, x):
    return work(x) + loud.v


def shown(n):
    p = partial(weigh, Loud(3))
    out = []
    for i in range(n):
        text = repr(p)
        out.append((len(text) > 3, work(i) + Loud.asked))
    return out[-2:]


def formatted(n):
    p = partial(weigh, Loud(3))
    out = []
    for i in range(n):
        text = f"{p}" + "%s" % p + "{}".format([p])
        out.append((len(text) > 3, work(i) + Loud.asked))
    return out[-2:]


def printed(n):
    p = {"p": partial(weigh, loud=Loud(3))}
    out = []
    for i in range(n):
        print(len(str(p)) > 5, end=" ")
        out.append(work(i) + Loud.asked)
    return out[-2:]


print(shown(40))
print(formatted(40))
print(printed(40))
