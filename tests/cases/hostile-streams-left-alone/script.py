"""Each list is gone through once; none of them may become a stream."""

import sys

n = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
limit = 3
data = list(range(n))

# A variable of the elements is assigned meanwhile.
scaled = [x * limit for x in data]
total = 0
for x in scaled:
    total += x
    limit = 5
print(total)

# It is assigned between.
scaled = [x * limit for x in data]
shifted = [x + limit for x in data]
limit = 7
print(sum(shifted), limit)

# The source grows meanwhile.
picked = [x + 1 for x in data]
for x in picked:
    data.append(x)
print(len(data))

# Something is printed between.
named = [x % 7 for x in data]
print("before")
print(sum(named))

# An iterator that is used elsewhere, too.
iterator = iter(data)
firsts = [x for x in iterator]
for x in firsts:
    next(iterator, None)
print(len(firsts))

# It is left early: an element behind that may raise.
limits = [10 // (x - 2 * n) for x in data]
for quotient in limits:
    if quotient == -1:
        break
print(quotient)


class Counter:
    made = 0

    def __init__(self, value):
        Counter.made += 1
        self.number = Counter.made
        self.value = value


def count_them(values):
    counters = [Counter(value) for value in values]
    late = 0
    for counter in counters:
        late += Counter.made - counter.number
    return late


print(count_them(data[:50]))


def caught(values):
    inverses = [1 / value for value in values]
    seen.append("went on")
    total = 0
    for inverse in inverses:
        total += inverse
        seen.append(inverse)
    return total


seen = []
try:
    caught([1, 2, 0])
except ZeroDivisionError as error:
    print("caught", error)
print(seen)


def recursive(values, depth):
    shorter = [value - depth for value in values]
    total = 0
    for value in shorter:
        total += value
    return total if depth == 0 else total + recursive(values, depth - 1)


print(recursive(data[:20], 4))


def table(rows):
    cells = [row[0] for row in rows]
    for cell in cells:
        rows[cell % len(rows)][0] += 1
    return rows


print(table([[i] for i in range(9)]))


def leaves(values):
    doubled = [2 * value for value in values]
    if not values:
        return 0
    best = 0
    for value in doubled:
        best = max(best, value)
    return best


print(leaves(data))
functions = [lambda: i * i for i in range(5)]
total = 0
for function in functions:
    total += function()
print(total)
generators = [(i * j for j in range(3)) for i in range(n)]
total = 0
for generator in generators:
    total += sum(generator)
print(total)
printed = [print("made", i) for i in range(3)]
for value in printed:
    print("seen", value)
