import copy
import functools
from collections import defaultdict, deque


def work(k):
    total = 0
    for i in range(400):
        total += i * k % 7
    return total


class Box:
    shared = []

    def __init__(self):
        self.items = [[0]]
        self.table = {"own": [0]}
        self.pair = ([0], 1)
        self.inner = None

    def keep(self, thing):
        self.items.append(thing)

    def change_last(self, k):
        self.items[-1].append(k)
        return len(self.items[-1])


class Node:
    def __init__(self, values):
        self.values = values
        self.next = None


def by_method(rows, k):
    box = Box()
    box.keep(rows[k % 2])
    return box.change_last(work(k))


def by_key(rows, k):
    box = Box()
    box.table["other"] = rows[k % 2]
    for values in box.table.values():
        values.append(work(k))
    return len(box.table["other"])


def by_tuple(rows, k):
    box = Box()
    box.pair = (rows[k % 2], k)
    first, _ = box.pair
    first.append(work(k))
    return len(box.pair[0])


def by_chain(nodes, k):
    head = Node([0])
    head.next = Node([1])
    head.next.next = nodes[k % 2]
    head.next.next.values.append(work(k))
    return len(head.next.next.values)


def by_view(table, k):
    box = Box()
    box.inner = table.values()
    for values in box.inner:
        values.append(work(k))
    return sum(len(values) for values in box.inner)


def by_iterator(rows, k):
    box = Box()
    box.inner = iter(rows)
    for values in box.inner:
        values.append(work(k))
    return len(rows[0])


def by_sorting(rows, k):
    box = Box()
    box.items = sorted(rows, key=len)
    box.items[0].append(work(k))
    return [len(row) for row in rows]


def by_bound_method(rows, k):
    box = Box()
    box.inner = rows[0].append
    box.inner(work(k))
    return len(rows[0])


def by_lambda(rows, k):
    box = Box()
    box.inner = lambda: rows[1]
    box.inner().append(work(k))
    return len(rows[1])


def by_partial(rows, k):
    box = Box()
    box.inner = functools.partial(rows[0].append, work(k))
    box.inner()
    return len(rows[0])


def by_shallow_copy(rows, k):
    box = Box()
    box.items = copy.copy(rows)
    box.items[0].append(work(k))
    return len(rows[0])


def by_deep_copy(rows, k):
    box = Box()
    box.items = copy.deepcopy(rows)
    box.items[0].append(work(k))
    return len(box.items[0])


def by_keywords(k, **given):
    box = Box()
    box.table = given
    box.table["rows"][0].append(work(k))
    return len(given["rows"][0])


def by_class(k):
    box = Box()
    box.shared.append(work(k))
    return len(Box.shared)


def by_inner_function(rows, k):
    box = Box()

    def put(values):
        box.items.append(values)

    put(rows[k % 2])
    box.items[-1].append(work(k))
    return len(rows[k % 2])


def by_factory(rows, k):
    groups = defaultdict(lambda: rows[0])
    groups["new"].append(work(k))
    return len(rows[0])


def by_queue(rows, k):
    queue = deque([[0]], maxlen=3)
    queue.extend(rows)
    queue[-1].append(work(k))
    return len(rows[-1])


def by_helper(rows, k):
    def wrap(values):
        box = Box()
        box.items = [values]
        return box

    wrap(rows[0]).items[0].append(work(k))
    return len(rows[0])


def by_each_other(k):
    one, two = Node([k]), Node([work(k)])
    one.next, two.next = two, one
    one.next.values.append(1)
    two.next.values.append(2)
    return sum(one.values) + len(two.values)


def main():
    rows, table = [[1], [2, 3]], {"a": [1], "b": [2]}
    nodes = [Node([1]), Node([2])]
    for function in (by_method, by_key, by_tuple):
        print(function.__name__, [function(rows, k) for k in range(6)], [len(row) for row in rows])
    print([by_method(rows, k) for k in range(12)], [len(row) for row in rows])
    print([by_key(rows, k) for k in range(12)], [len(row) for row in rows])
    print([by_tuple(rows, k) for k in range(12)], [len(row) for row in rows])
    print([by_chain(nodes, k) for k in range(12)], [len(node.values) for node in nodes])
    print([by_view(table, k) for k in range(12)], [len(row) for row in table.values()])
    print([by_iterator(rows, k) for k in range(12)], [len(row) for row in rows])
    print([by_sorting(rows, k) for k in range(12)], [len(row) for row in rows])
    print([by_bound_method(rows, k) for k in range(12)], [len(row) for row in rows])
    print([by_lambda(rows, k) for k in range(12)], [len(row) for row in rows])
    print([by_partial(rows, k) for k in range(12)], [len(row) for row in rows])
    print([by_shallow_copy(rows, k) for k in range(12)], [len(row) for row in rows])
    print([by_deep_copy(rows, k) for k in range(12)], [len(row) for row in rows])
    print([by_keywords(k, rows=rows) for k in range(12)], [len(row) for row in rows])
    print([by_class(k) for k in range(12)], len(Box.shared))
    print([by_inner_function(rows, k) for k in range(12)], [len(row) for row in rows])
    print([by_factory(rows, k) for k in range(12)], [len(row) for row in rows])
    print([by_queue(rows, k) for k in range(12)], [len(row) for row in rows])
    print([by_helper(rows, k) for k in range(12)], [len(row) for row in rows])
    print([by_each_other(k) for k in range(12)])


main()
