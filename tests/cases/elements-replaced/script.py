"""Loops that replace the elements of a list, or the values of a dictionary, one by one."""
from collections import OrderedDict, defaultdict


def settle(value):
    result = 0
    for k in range(400):
        result = (result * 31 + value + k) % 10007
    return result


def smooth(row):
    return [sum(row[max(0, j - 1) : j + 2]) // 3 for _ in range(20) for j in range(len(row))][-len(row) :]


class Store:
    def __init__(self, size):
        self.cells = [n * 7 for n in range(size)]
        self.names = {f"cell {n}": n for n in range(size)}

    def update(self):
        for i in range(len(self.cells)):
            self.cells[i] = settle(self.cells[i])
        for name in self.names:
            self.names[name] = settle(self.names[name]) + 1


def in_place(values, first):
    for i in range(first, len(values)):
        values[i] = settle(values[i])


def by_index(values):
    for i in range(1, len(values)):
        values[i] = settle(values[i]) - values[i]
    for i in range(len(values) - 1, -1, -1):
        if values[i] > 100:
            values[i] -= settle(values[i]) // 2
    for i, value in enumerate(values):
        values[i] = settle(value) + i
    for i, value in enumerate(values):
        if value % 3 == 0:
            continue
        before = values[i]
        values[i] = settle(before + value)
        print("replaced", i, before, values[i])


def two_lists(xs, vs):
    for i in range(len(xs)):
        xs[i], vs[i] = settle(xs[i] + vs[i]), settle(vs[i])
    for i, (x, v) in enumerate(zip(xs, vs)):
        xs[i] = settle(x - v)


def by_key(table):
    for key in table:
        table[key] = settle(table[key])
    for key, value in table.items():
        table[key] = settle(value + 1)
    for key in sorted(table):
        table[key] += settle(table[key])
    for key in list(table.keys()):
        table[key] = settle(table[key]) if table[key] % 2 else table[key] + 1
    for key, value in list(table.items()):
        if value % 2:
            table[key] = settle(value)


def main():
    store = Store(12)
    for _ in range(3):
        store.update()
    print(store.cells, store.names)
    values = list(range(3, 18))
    by_index(values)
    in_place(values, 4)
    in_place(values, 0)
    print(values, len(values))
    xs, vs = [3, 1, 4, 1, 5, 9], [2, 7, 1, 8, 2, 8]
    two_lists(xs, vs)
    print(xs, vs)
    table = {name: n for n, name in enumerate(["a", "b", "c", "d", "e"])}
    by_key(table)
    print(table)
    rows = [[i * j % 11 for j in range(6)] for i in range(8)]
    first = rows[0]
    for i in range(len(rows)):
        rows[i] = smooth(rows[i])
    print(rows, first)
    groups = defaultdict(list)
    for n in range(20):
        groups[n % 4].append(n)
    for key, members in groups.items():
        groups[key] = [settle(m) for m in members]
    print(dict(groups), list(groups))
    kept = OrderedDict((n, str(n)) for n in (3, 1, 2))
    for n in kept:
        kept[n] = str(settle(int(kept[n])))
    print(list(kept.items()))
    return values


numbers = main()
for i in range(len(numbers)):
    numbers[i] = settle(numbers[i])
    if numbers[i] < 300:
        print("small", i)
        break
print(i, numbers)
try:
    for i in range(len(numbers)):
        numbers[i] = settle(numbers[i] // (i - 9))
except ZeroDivisionError as error:
    print(error, i, numbers)
