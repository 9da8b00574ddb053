"""At top level, with names that are read afterwards, and in inner functions."""

import math

limit = 6.3
for i in range(40):
    for j in range(9):
        if sum(math.sin(i * j * k) ** 2 for k in range(12)) > limit:
            print("hit", i, j)
            break
    else:
        print("none", i, j)
print(i, j)


def outer(n):
    rows = []

    def note(v):
        rows.append(v)

    for i in range(n):
        for j in range(9):
            if sum(math.sin(i * j * k) ** 2 for k in range(12)) > limit:
                note((i, j))
                break
            elif j == 4 and i % 11 == 3:
                note("elif")
                break
            else:
                if j == 5 and i % 7 == 3:
                    continue
            if j > 6:
                note(("late", j))
        else:
            for z in range(3):
                if z * i > 90:
                    break
                note(z)
            else:
                note(("inner else", i))
    return rows


print(outer(80))


def numbers(n):
    for i in range(n):
        yield i * 1.5


def lazy(n):
    out = []
    for i in range(n):
        for x in numbers(i % 9):
            if math.sqrt(x + i) % 1 < 0.02:
                out.append((i, x))
                break
            y = x
        else:
            out.append(("none", i))
            try:
                out.append(y)
            except UnboundLocalError:
                out.append("unset")
    return out


print(lazy(200))


def shared(n):
    """The inner iterator is shared by all rounds."""
    numbers = iter(range(n * 3))
    out = []
    for i in range(n):
        for x in numbers:
            if sum(math.sin(x * k) for k in range(20)) > 1:
                out.append((i, x))
                break
        else:
            out.append(("none", i))
    return out


print(shared(100)[-5:])
