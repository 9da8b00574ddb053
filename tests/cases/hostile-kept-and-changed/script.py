def work(k):
    t = k
    for i in range(400):
        t = (t * 31 + i) % 97
    return t


class Node:
    def __init__(self, size):
        self.size = size
        self.peer = None


def own(tank, n):
    box = Node(1)
    for i in range(3):
        if box.peer is not None:
            box.peer.size = work(i + n)
        box.peer = tank
    return n


def swapped(tank, box, n):
    for i in range(3):
        if box.peer is not None:
            box.peer.size += work(i + n)
        box.peer = tank
    return n


def nested(tank, n):
    rows = [[]]
    for i in range(3):
        for row in rows:
            for cell in row:
                cell.size += work(n)
        rows[0].append(tank)
    return n


def star(n, *nodes):
    first, *rest = nodes
    rest.append(first)
    for node in rest:
        node.size += work(n)
    return n


def keyed(n, **nodes):
    held = {}
    held.update(nodes)
    held["a"].size += work(n)
    return n


def gives(tank):
    return [tank]


def chain(tank, n):
    gives(gives(tank))[0][0].size += work(n)
    return n


def lazily(tank, n):
    for node in (x for x in [tank]):
        node.size += work(n)
    return n


def mapped(tank, n):
    pairs = dict(zip("ab", [tank, tank]))
    for name, node in pairs.items():
        node.size += work(n)
    a, b = sorted(pairs.values(), key=id) if n < 0 else pairs.values()
    a.size += 1
    return n


class Keeper:
    def __init__(self, node):
        self.node = node

    def bump(self, n):
        self.node.size += work(n)
        return n

    @property
    def it(self):
        return self.node

    def __enter__(self):
        return self.node

    def __exit__(self, *args):
        return False

    def __iter__(self):
        yield self.node

    def __getitem__(self, i):
        return self.node

    def __call__(self):
        return self.node


def kept(tank, n):
    keeper = Keeper(tank)
    keeper.bump(n)
    keeper.it.size += 1
    with keeper as node:
        node.size += 1
    for node in keeper:
        node.size += 1
    keeper[0].size += 1
    keeper().size += 1
    return n


def main():
    tank = Node(3)
    for f in (0,):
        vs = [own(tank, i) for i in range(4)]
        print(tank.size, vs)
        vs = [swapped(tank, Node(1), i) for i in range(4)]
        print(tank.size, vs)
        vs = [nested(tank, i) for i in range(4)]
        print(tank.size, vs)
        vs = [star(i, tank, Node(2)) for i in range(4)]
        print(tank.size, vs)
        vs = [keyed(i, a=tank) for i in range(4)]
        print(tank.size, vs)
        vs = [chain(tank, i) for i in range(4)]
        print(tank.size, vs)
        vs = [lazily(tank, i) for i in range(4)]
        print(tank.size, vs)
        vs = [mapped(tank, i) for i in range(4)]
        print(tank.size, vs)
        vs = [kept(tank, i) for i in range(4)]
        print(tank.size, vs)


main()
