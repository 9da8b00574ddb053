"""Elements of a list that holds itself, and values in the namespace of an object."""


def work(value):
    result = 0
    for k in range(400):
        result = (result * 31 + value + k) % 10007
    return result


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
