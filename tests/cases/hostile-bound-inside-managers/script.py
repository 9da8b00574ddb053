"""Blocks that end in the middle."""
import contextlib


def work(n):
    total = 0
    for i in range(200):
        total = (total * 31 + n * i) % 10007
    return total


class Calm:
    def __enter__(self):
        return self

    def __exit__(self, *problem):
        return True


def swallowed(manager, items):
    with manager:
        number = items[0]
        other = items[3]
    found = []
    try:
        for n in range(20):
            for k in range(3):
                found.append(work(n + k + other))
    except NameError as problem:
        print(type(problem).__name__, found[:3])
    else:
        print(number, found[:3])


def through(items):
    offset = 5
    with open("lines.txt") as file, contextlib.suppress(IndexError):
        offset = len(file.read())
        offset = items[offset]
    return [work(n + offset) for n in range(20)][:3]


def raised(items):
    offset = 5
    try:
        with open("lines.txt") as file:
            offset = len(file.read())
            other = items[offset]
    except IndexError:
        pass
    found = []
    for n in range(20):
        for k in range(2):
            found.append(work(n + offset + k))
    try:
        for n in range(20):
            for k in range(2):
                found.append(work(n + other))
    except NameError as problem:
        print(type(problem).__name__, len(found))
    return found[:3]


def left():
    for attempt in range(3):
        with open("lines.txt") as file:
            if attempt == 1:
                break
            size = len(file.read())
    return [work(n + size + attempt) for n in range(20)][:3]


with open("lines.txt", "w") as file:
    file.write("one\ntwo\n")
swallowed(Calm(), [1, 2])
swallowed(Calm(), [1, 2, 3, 4])
swallowed(contextlib.suppress(IndexError), [1, 2])
swallowed(contextlib.nullcontext(), [1, 2, 3, 4])
print(through([1]))
print(through(list(range(30))))
print(raised([1]))
print(raised(list(range(30))))
print(left())
