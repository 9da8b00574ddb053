def work(k):
    t = k
    for i in range(400):
        t = (t * 31 + i) % 97
    return t


class Node:
    def __init__(self, size):
        self.size = size
        self.peer = None
        self.items = []


def link(tank, box, n):
    box.peer = tank
    box.peer.size = box.peer.size + work(n)
    return n


def fill(target, holder, n):
    holder.append(target)
    holder[0].append(work(n))
    return n


def deep(target, holder, n):
    holder["x"] = [target]
    for row in holder["x"]:
        row[0] = work(n)
    return n


def hand(tank, box):
    box.peer = tank


def later(box, n):
    box.peer.size = work(n)


def both(tank, n):
    box = Node(1)
    hand(tank, box)
    later(box, n)
    return n


def enclosed(target, holder, n):
    def put():
        holder.append(target)

    put()
    holder[0].append(work(n))
    return n


def enclosed_twice(target, n):
    holder = []

    def outer():
        put = lambda: holder.append(target)
        put()

    outer()
    for row in holder:
        row.append(work(n))
    return n


def kept_by_inner(holder, tank):
    def put():
        holder.append(tank)

    put()
    holder[-1].size += 1
    return work(tank.size)


def handed_back(holder, tank):
    def put():
        holder.append(tank)

    put()
    return holder


def through_result(tank):
    held = handed_back([], tank)
    held[0].size += 1
    return work(tank.size)


def through_argument(tank):
    held = []
    handed_back(held, tank)
    held[0].size += 1
    return work(tank.size)


def boxed(holder, tank):
    box = [tank]

    def put():
        holder.append(box)

    put()
    holder[-1][0].size += 1
    return work(tank.size)


def main():
    tank = Node(3)
    for i in range(5):
        link(tank, Node(1), i)
        v = work(i)
        print(v + tank.size)
    xs = []
    for i in range(5):
        v = fill(xs, [], i)
        print(v)
    for i in range(5):
        v = enclosed(xs, [], i) + enclosed_twice(xs, i)
        print(v)
    print(xs)
    for i in range(4):
        v = kept_by_inner([], tank) + through_result(tank) + through_argument(tank) + boxed([], tank)
        print(v, tank.size)
    ys = [0]
    out = [deep(ys, {}, i) for i in range(5)]
    print(ys, out)
    vs = [both(tank, i) for i in range(6)]
    print(tank.size, vs)
    a = link(tank, Node(2), 3) + work(tank.size) + link(tank, Node(3), 4)
    b = work(tank.size)
    print(a, b)


main()
