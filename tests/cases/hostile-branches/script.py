import sys

count = 0
log = []


def work(n):
    x = n
    for _ in range(n * 30 + 30):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def counting(n):
    global count
    count += 1
    return work(n) + count


def reading(n):
    return work(n) + count


def logging(n):
    log.append(n)
    return work(n)


def from_log(n):
    return work(n) + len(log)


def failing(n):
    if work(n) >= 0 and n % 4 == 1:
        raise ValueError("bad %d" % n)
    return work(n)


def same(items):
    return items if len(items) < work(3) + 1000 else [work(len(items))]


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


def tree(n, seen):
    if n == 0:
        return [work(n)]
    seen.append(n)
    return tree(n - 1, seen) + [n] + tree(n - 1, seen)


def count_nodes(n):
    if n == 0:
        return 1
    return (yield_nothing(n) or count_nodes(n - 1)) + count_nodes(n - 1)


def yield_nothing(n):
    return work(n) * 0


class Node:
    made = 0

    def __init__(self, left, right):
        Node.made += 1
        self.left = left
        self.right = right
        self.number = Node.made

    def total(self):
        if self.left is None:
            return work(self.number)
        return self.left.total() + self.right.total()

    def relabel(self, start):
        self.number = start
        if self.left is None:
            return work(start)
        return self.left.relabel(2 * start) + self.right.relabel(2 * start + 1)


def build(n):
    return Node(None, None) if n == 0 else Node(build(n - 1), build(n - 1))


def main():
    print(counting(3) + reading(4), reading(5) + counting(6) + reading(7))
    print(logging(3) + from_log(4), log)
    for n in range(6):
        try:
            print(failing(n) + failing(n + 1) * failing(n + 3))
        except ValueError as error:
            print(n, error)
    items = [1, 2]
    both = [same(items), same(items)]
    both[0].append(3)
    print(both, items, same(items) + same(both[1]))
    print(work(3) > 1000 and work(4), work(5) if work(6) > 1000 else work(7))
    print((n := work(8)) + work(n % 5) + work(n % 7))
    seen = []
    print(len(tree(4, seen)), seen[:6], count_nodes(4))
    root = build(3)
    print(root.total(), root.relabel(1), root.total(), root.number)
    try:
        print(deep(100) + deep(10 * sys.getrecursionlimit()))
    except RecursionError:
        print("too deep")
    print("%d %d" % (work(11), work(12)), f"{work(13)} {work(14) + work(15)}")
    values = [work(1), work(2)]
    values[work(3) % 2] += work(4) + work(values[0] % 9)
    print(values)


main()
