"""Elements of a list that holds itself, and values in the namespace of an object."""


def work(value):
    result = 0
    for k in range(400):
        result = (result * 31 + value + k) % 10007
    return result


def fresh():
    return [n + 1 for n in range(8)]


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


def kept(row):
    row.append(work(row[0]))
    return row


rows = [[1], [2], [3]]
before = list(rows)
for i in range(len(rows)):
    rows[i] = kept(rows[i])
print(rows, [one is other for one, other in zip(rows, before)])
nest = [0, 1, 2]
nest[1] = nest
for i in range(len(nest)):
    nest[i] = work(len(nest[i]) if isinstance(nest[i], list) else nest[i])
print(nest)


class Plain:
    def __init__(self):
        self.x = 1
        self.y = 2


plain = Plain()
space = vars(plain)
for name in space:
    space[name] = work(space[name]) + plain.x
print(plain.x, plain.y)
