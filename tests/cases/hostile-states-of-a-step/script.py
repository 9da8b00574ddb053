import random
import sys

n = int(sys.argv[1])

# The state is one object that changes.
grid = [0] * 20
grids = [grid]
for i in range(n):
    grid[i % 20] += 1
    grids.append(grid)
print(sum(one[3] for one in grids))

# What a step reads changes before the states are read.
scale = 3
values = [1]
for i in range(n):
    values.append(values[-1] * scale % 1000)
scale = 5
total = 0
for value in values:
    total += value
print(total)
table = {0: 1}
looked = [1]
for i in range(n):
    looked.append(looked[-1] * 7 % 1000 + table[0])
table[0] = 100
print(sum(value for value in looked))

# A state is changed while the others are read.
rows = [[1, 2, 3]]
for i in range(n):
    rows.append([cell * 7 % 100 for cell in rows[-1]])
for row in rows:
    row[0] += rows[len(rows) // 2][1]
print(rows[0], rows[-1], rows[n // 2])

# Steps draw, or are counted.
random.seed(3)
walk = [0.0]
for i in range(n):
    walk.append(walk[-1] + random.random())
print(sum(step for step in walk))
calls = []


def counted(value):
    calls.append(value)
    return value * 3 % 1009


counts = [1]
for i in range(n):
    counts.append(counted(counts[-1]))
print(sum(value for value in counts), len(calls))

# The number of steps is read from the state, which changes.
size = 5
sizes = [size]
for i in range(size):
    size = size + i
    sizes.append(size)
print(sum(one for one in sizes), size)
bound = 7
bounded = [1]
for i in range(bound):
    bound = i
    bounded.append(bounded[-1] + bound)
print(sum(one for one in bounded), bound)

# The list is more than read.
last = [1]
for i in range(n):
    last.append(last[-1] * 3 % 1009)
last.append(7)
print(last[3:6], 7 in last, last.count(1))
short = [1]
for i in range(3):
    short.append(short[-1] * 3 % 1009)
print(short)


class Point:
    def __init__(self, x):
        self.x = x


# Equal states are not the same.
points = [Point(1)]
for i in range(n):
    points.append(Point(points[-1].x * 3 % 1009))
seen = {points[5], points[5], points[n]}
print(len(seen))


def returned():
    kept = [[1]]
    for i in range(50):
        kept.append([kept[-1][0] + 1])
    return kept[7], kept[7]


one, other = returned()
one.append(3)
print(other)


def known():
    def look():
        return len(states) + state

    state = 1
    states = [state]
    for i in range(n):
        state = state * 3 % 1009
        states.append(state)
    return look() + sum(each for each in states)


print(known())


def changed(count):
    # a part of the state changes after it was written down
    state = ()
    k = 0
    path = [(k, state)]
    for i in range(count):
        if not state:
            state = [0]
        else:
            state[0] += i
        k += 1
        path.append((k, state))
    print(sum(one[1][0] for one in path if one[1]))


def changed_alone(count):
    one = ()
    all_of = [one]
    for i in range(count):
        if not one:
            one = [0]
        else:
            one[0] += i
        all_of.append(one)
    print(sum(each[0] for each in all_of if each))


def left(count):
    # what is carried is not all in the state
    a = 1
    c = 3
    many = [(a, 0)]
    for i in range(count):
        a = a * c % 1009
        c += 1
        many.append((a, i))
    print(sum(x * i for x, i in many))


def unbound(count):
    # a part that no round reads is read behind the loop
    a = 1
    many = [(0, a)]
    for i in range(count):
        b = a * 2
        a = (a + b) % 1009
        many.append((b, a))
    try:
        print(b, a)
    except NameError as problem:
        print(problem)
    print(sum(one * other for one, other in many))


changed(n)
changed_alone(n)
left(n)
unbound(n)
unbound(0)
