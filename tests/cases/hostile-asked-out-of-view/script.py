import functools


def work(x, seen):
    total = 0
    for i in range(300):
        total = (total * 31 + i * x + seen) % 1000003
    return total


log = []


class Bag:
    def __len__(self):
        log.append(1)
        return 3

    def __iter__(self):
        log.append(2)
        return iter([1, 2])

    def __lt__(self, other):
        log.append(3)
        return True


bag = Bag()
bags = [Bag(), Bag()]


def main():
    out = []
    for i in range(12):
        out.append(work(i, len(log)))
        functools.partial(len, bag)()
    print(out)
    out = []
    for i in range(12):
        out.append(work(i, len(log)))
        functools.partial(list, bag)()
    print(out)
    out = []
    for i in range(12):
        out.append(work(i, len(log)))
        functools.partial(sorted, bags)()
    print(out)


main()
