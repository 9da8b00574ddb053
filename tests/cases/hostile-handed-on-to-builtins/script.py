import itertools


def work(x, seen):
    total = 0
    for i in range(300):
        total = (total * 31 + i * x + seen) % 1000003
    return total


log = []


class Item:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        log.append(1)
        return self.value < other.value

    def __hash__(self):
        log.append(2)
        return 7

    def __radd__(self, total):
        log.append(3)
        return total + self.value

    def __bool__(self):
        log.append(4)
        return True


ITEMS = [Item(3), Item(1), Item(2)]


class Yielding:
    def __iter__(self):
        for item in ITEMS:
            yield item


class Handing:
    def __iter__(self):
        return iter(ITEMS)


class ByIndex:
    def __len__(self):
        return len(ITEMS)

    def __getitem__(self, index):
        return ITEMS[index]


class Counting:
    def __iter__(self):
        log.append(5)
        yield 1
        yield 2


class Step:
    def __init__(self):
        self.index = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.index == len(ITEMS):
            raise StopIteration
        self.index += 1
        return ITEMS[self.index - 1]


class Stepping:
    def __iter__(self):
        return Step()


yielding, handing, by_index, counting, stepping = Yielding(), Handing(), ByIndex(), Counting(), Stepping()


def compared(i):
    score = work(i, len(log))
    return score, min(yielding).value


def hashed(i):
    score = work(i, len(log))
    return score, len(set(by_index))


def added(i):
    score = work(i, len(log))
    return score, sum(handing)


def run(i):
    score = work(i, len(log))
    return score, list(counting)


def asked(i):
    score = work(i, len(log))
    return score, any(stepping)


def mapped(i):
    score = work(i, len(log))
    return score, list(map(sum, [counting]))


def summed_up(i):
    score = work(i, len(log))
    return score, len(list(itertools.accumulate(handing, initial=0)))


for function in (compared, hashed, added, run, asked, mapped, summed_up):
    print(function.__name__, [function(i) for i in range(8)])
print([compared(i) for i in range(12)])
print([hashed(i) for i in range(12)])
print([added(i) for i in range(12)])
print([run(i) for i in range(12)])
print([asked(i) for i in range(12)])
print([mapped(i) for i in range(12)])
print([summed_up(i) for i in range(12)])
