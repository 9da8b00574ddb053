def work(x, seen):
    total = 0
    for i in range(300):
        total = (total * 31 + i * x + seen) % 1000003
    return total


log = []


class Item:
    def __init__(self, value):
        self.value = value


def less(self, other):
    log.append(1)
    return self.value < other.value


Item.__lt__ = less
items = [Item(3), Item(1), Item(2)]


def lowest(i):
    score = work(i, len(log))
    return score, min(items).value


print([lowest(i) for i in range(12)])
