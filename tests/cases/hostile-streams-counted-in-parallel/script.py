"""The element after the one that the loop does not like cannot be made: the list would have said so first."""
import sys

KIND = sys.argv[1]


def converted(i):
    if i == 9:
        raise StopIteration(i) if KIND.startswith("stopped") else ValueError(i)
    return i * 7 % 11


def score(v):
    total = 7
    for a in range(60):
        total = (total * 31 + a * v) % 10007
    if v == 10:
        raise KeyError(v)
    return total


def loaded(n):
    return [converted(i) for i in range(n)]


def loaded_and_raised(n):
    values = loaded(n)
    return [v + 1 for v in values]


def chained(n):
    total = 0
    values = [converted(i) for i in range(n)]
    others = [v + 1 for v in values]
    for i, v in enumerate(others):
        total += score(v) * i
    return total


def counted(n):
    total = 0
    values = [converted(i) + 1 for i in range(n)]
    for i, v in enumerate(values):
        total += score(v) * i
    return total


def handed(n):
    total = 0
    for i, v in enumerate(loaded_and_raised(n)):
        total += score(v) * i
    return total


if KIND in ("chained", "stopped"):
    print(chained(13))
elif KIND == "counted":
    print(counted(13))
else:
    print(handed(13))
