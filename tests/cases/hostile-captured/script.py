"""Each of these must see its changes in order, whatever runs in parallel."""


def work(k):
    total = 0
    for i in range(400):
        total += i * k % 7
    return total


shared = []


def through_the_argument(target, k):
    def put():
        target.append(work(k))

    put()
    return len(target)


def through_a_global(k):
    target = shared

    def put():
        target.append(work(k))

    put()
    return len(target)


def shares_what_it_got(item):
    box = []

    def put():
        box.append(item)

    put()
    work(3)
    return box[0]


kept = []


def keeps_the_function(k):
    memory = []

    def put(v):
        memory.append(v)
        return len(memory)

    kept.append(put)
    return kept[0](work(k))


def hands_the_function_on(k):
    memory = []

    def put(v):
        memory.append(v)

    list(map(put, range(k)))
    work(k)
    return memory


def bound_again(k):
    target = [k]

    def put():
        target.append(work(k))

    put()
    target = shared
    put()
    return len(target)


def bound_inside(k):
    target = [k]

    def swap():
        nonlocal target
        target = shared

    def put():
        target.append(work(k))

    swap()
    put()
    return len(target)


def through_two_levels(rows, k):
    def outer():
        row = rows[k % 2]

        def inner():
            row.append(work(k))

        inner()
        return len(row)

    return outer()


def calls_itself(depth, before):
    mine = []

    def put():
        before.append(work(depth))
        mine.append(depth)
        if depth:
            calls_itself(depth - 1, mine)

    put()
    return len(mine)


def as_a_default(k, memory=[]):
    def put():
        memory.append(work(k))

    put()
    return len(memory)


def generates(k):
    memory = shared

    def put():
        memory.append(work(k))

    yield 1
    put()
    yield len(memory)


class Holder:
    def __init__(self):
        self.items = []

    def fill(self, k):
        def put():
            self.items.append(work(k))

        put()
        return len(self.items)


def main():
    mine = []
    print([through_the_argument(mine, k) for k in range(12)], len(mine))
    print([through_a_global(k) for k in range(12)], len(shared))
    items = [[k] for k in range(12)]
    got = [shares_what_it_got(item) for item in items]
    got[3].append("seen")
    print(items[3], [a is b for a, b in zip(items, got)])
    print([keeps_the_function(k) for k in range(12)], len(kept))
    print([hands_the_function_on(k) for k in range(6)])
    print([bound_again(k) for k in range(12)], len(shared))
    print([bound_inside(k) for k in range(12)], len(shared))
    rows = [[], []]
    print([through_two_levels(rows, k) for k in range(12)], [len(row) for row in rows])
    top = []
    print([calls_itself(k % 4, top) for k in range(12)], len(top))
    print([as_a_default(k) for k in range(12)])
    print([list(generates(k)) for k in range(8)], len(shared))
    holder = Holder()
    print([holder.fill(k) for k in range(12)], len(holder.items))


main()
