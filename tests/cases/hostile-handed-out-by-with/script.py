"""What `with … as` binds is not the manager."""

import contextlib


def heavy(n):
    total = 0
    for i in range(n * 10 + 2500):
        total += i * n % 7
    return total


def through_a_manager():
    new = []
    with contextlib.nullcontext(new) as other:
        for i in range(12):
            value = heavy(i) % 7 + len(other)
            new.append(value)
    return new


print(through_a_manager())
