"""Elements that are replaced one by one, where a round does see what earlier ones stored."""


def work(value):
    result = 0
    for k in range(400):
        result = (result * 31 + value + k) % 10007
    return result


def fresh():
    return [n + 1 for n in range(8)]


# Negative indices are other names of the same elements.
a = fresh()
for i in range(-8, 8):
    a[i] = work(a[i])
print(a)


def around(values, first, last):
    for i in range(first, last):
        values[i] = work(values[i])
    return values


print(around(fresh(), -3, 3), around(fresh(), 2, 7))

# Neighbours, and elements of the other end.
a = fresh()
for i in range(1, len(a)):
    a[i] = work(a[i] + a[i - 1])
print(a)
a = fresh()
for i in range(len(a)):
    a[i] = work(a[-i])
print(a)
a = fresh()
for i, value in enumerate(reversed(a)):
    a[i] = work(value)
print(a)
a = fresh()
for i, value in enumerate(a[::-1]):
    a[i] = work(value)
print(a)
a = fresh()
for i, value in enumerate(a, 1):
    if i < len(a):
        a[i] = work(value)
print(a)
a = fresh()
for i, value in enumerate(a, -3):
    a[i] = work(a[i] + value)
print(a)

# The same element twice.
a = fresh()
for i in [0, 3, 3, 5, 0]:
    a[i] = work(a[i])
print(a)


# The same list under another name.
def both(one, other):
    for i in range(len(one)):
        one[i] = work(one[i] + other[i])
        other[i] = work(one[i] - other[i])
    return one, other


a = fresh()
print(both(a, a), both(fresh(), fresh()))


def shifted(one, other):
    for i in range(len(one) - 1):
        one[i + 1] = 5
        other[i] = work(other[i])
    return other


a = fresh()
print(shifted(a, a), shifted(fresh(), fresh()))


def total_of(values):
    return work(sum(values))


a = fresh()
for i in range(len(a)):
    a[i] = work(a[i]) + total_of(a)
print(a)


# Read again after the store of the same round.
a = fresh()
out = []
for i in range(len(a)):
    a[i] = work(a[i])
    out.append(work(a[i]))
    a[i] = work(a[i])
    if a[i] % 2:
        a[i] = work(a[i]) + 1
    out.append(work(a[i]))
print(a, out)
for i in range(len(a)):
    for k in range(3):
        a[i] = work(a[i]) + k
    out[i] = work(a[i])
print(a, out)
for i in range(len(a)):
    later = (work(a[i] + k) for k in range(3))
    delayed = lambda: work(a[i])
    a[i] = 7
    out[i] = work(sum(later)) + delayed()
print(a, out)
functions = []
for i in range(len(a)):
    functions.append(lambda: work(a[i]))
    a[i] = work(a[i])
print([function() for function in functions])


def walrus(values):
    for i in range(len(values)):
        values[i] = work((i := i // 2) + values[i])
    return values


print(walrus(fresh()))

# Lists that grow, shrink, or have something else behind them.
a = fresh()
for i in range(5):
    a[i] = work(a[i])
    if i == 2:
        a.insert(0, 99)
print(a)
a = fresh()
try:
    for i in range(20):
        a[i] = work(a[i])
        a.pop()
except IndexError as error:
    print(error, i, a)


# A generator hands over between rounds.
def replacing(values):
    for i in range(len(values)):
        values[i] = work(values[i])
        yield values[i]


a = fresh()
for n, value in enumerate(replacing(a)):
    if n + 2 < len(a):
        a[n + 2] = value
print(a)

# Left early, and by an exception.
a = fresh()
for i in range(len(a)):
    a[i] = work(a[i])
    if i == 4:
        a[6] = 1
        break
else:
    print("not reached")
print(a, i)


def careful(n):
    if n == 6:
        raise ValueError(n)
    return work(n)


a = fresh()
for i, value in enumerate(a):
    try:
        a[i] = careful(value)
    except ValueError as error:
        a[i] = -1
        a[7] = 6
        print("caught", error)
print(a)
