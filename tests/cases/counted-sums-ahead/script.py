"""`itertools.count` with something small carried along: the numbers that the rounds work on are foreseen, until a `break` or an exception."""

import itertools
from itertools import count


def divisors(n):
    found = 0
    for d in range(1, int(n**0.5) + 1):
        if n % d == 0:
            found += 2
    return found


def first_triangle(least):
    triangle = 0
    for i in itertools.count(1):
        triangle += i
        if divisors(triangle) > least:
            break
    return i, triangle


print([first_triangle(least) for least in (3, 20, 60)])

# Steps and starts that are no literals; the round is seen after the loop.
start, step = 0.5, 0.25
total = 0.0
for x in count(start, step):
    total += x
    if divisors(int(total * 8) + 1) > 24:
        print(x, total)
        break
print(x, total)


# What is counted from changes in the loop: only its value at the start counts.
def wandering(base):
    place = base
    for offset in count(base):
        base -= 1
        place += offset
        if divisors(place) > 15:
            return offset, base, place
        if offset > 1000:
            raise OverflowError(place)


print([wandering(base) for base in (5, 50, 500)])

for n in count(3, 4):
    total += n
    if 1000 % (100 - n // 4 - divisors(int(total)) * 0):
        continue
