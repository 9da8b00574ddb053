"""Elements that are replaced one by one, where a round does see what earlier ones stored."""
from collections import Counter, defaultdict


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
d = {"x": 1, "y": 2}
for key in ["x", "y", "x"]:
    d[key] = work(d[key])
print(d)
for key in "xyxx":
    d[key] = work(d[key])
print(d)


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


def reads_global(n):
    return work(n + a[0])


for i in range(len(a)):
    a[i] = reads_global(a[i])
print(a)


def writes_global(n):
    a[(n + 1) % len(a)] = n
    return work(n)


for i in range(len(a)):
    a[i] = writes_global(a[i])
print(a)


def rebinds(n):
    global a
    a = [n] * 8
    return work(n)


for i in range(len(a)):
    a[i] = work(a[i]) + rebinds(a[i])
print(a)


def moves_index(n):
    global i
    i = 2
    return work(n)


for i in range(5):
    b = a
    a[i] = work(a[i])
    b[i] = moves_index(a[i])
    a[i] = work(a[i])
print(a, i)

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


class Loud(list):
    def __getitem__(self, index):
        value = super().__getitem__(index)
        self.last = value
        return value

    def __setitem__(self, index, value):
        super().__setitem__(index, value)
        if index + 1 < len(self):
            super().__setitem__(index + 1, value + 1)


loud = Loud(fresh())
for i in range(len(loud)):
    loud[i] = work(loud[i])
print(loud, loud.last)
raw = bytearray(range(8))
for i in range(len(raw)):
    raw[i] = work(raw[i]) % 256
print(raw)

# Rows that are the same object, and rows that are changed.
row = [1, 2, 3]
rows = [row, row, [4, 5], row]


def bumped(row):
    return [work(v) for v in row]


for i in range(len(rows)):
    rows[i] = bumped(rows[i])
print(rows, row)
rows = [row, row, [4, 5], row]
for i in range(len(rows)):
    rows[i] += bumped(rows[i])
print([len(r) for r in rows], row)
rows = [row, row[:2], [4, 5], row]
for i in range(len(rows)):
    rows[i] = bumped(rows[i])
    row.append(i)
print(rows, row)


# Dictionaries: new keys, keys of others, keys that are not equal to themselves or equal to others.
d = {n: n for n in range(4)}
try:
    for key in d:
        d[key + 1] = work(d[key])
except RuntimeError as error:
    print(error, d)
d = {n: n for n in range(4)}
for key in list(d):
    d[key] = work(d[key]) + sum(d.values())
print(d)
for key, value in d.items():
    d[key] = work(value) + d[(key + 1) % 4]
print(d)
for key, value in d.items():
    d[value % 4 // 1] = work(value)
print(d)
nan = float("nan")
odd = {nan: 1, float("nan"): 2, 0: 3, "0": 4, 0.5: 5}
for key in odd:
    odd[key] = work(odd[key])
print(list(odd.values()))
for i, key in enumerate(odd):
    odd[key] = work(odd[key] + i)
print(list(odd.values()))


class Key:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n % 2 == other.n % 2

    def __hash__(self):
        return self.n % 2


keys = [Key(n) for n in range(4)]
odd = {keys[0]: 1, keys[1]: 2}
for key in keys:
    odd[key] = work(odd[key])
print(list(odd.values()))
for key in odd:
    odd[key] = work(odd[key])
    key.n += 1
print(list(odd.values()))
counts = Counter("mississippi")
for letter in counts:
    counts[letter] = work(counts[letter])
print(counts)
for letter in {"m", "x", "y"}:
    counts[letter] += work(counts[letter])
print(sorted(counts.items()))
filled = defaultdict(lambda: 3, {"a": 1})
for key in ["a", "b", "c"]:
    filled[key] = work(filled[key])
print(dict(filled))
for key in filled.keys() | {"z"}:
    filled[key] = work(filled[key])
print(sorted(filled.items()))
numbers = {-1: 5, 3: 6}
quad = [1, 2, 3, 4]
for key in numbers:
    quad[key] = work(quad[key])
print(quad)



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
