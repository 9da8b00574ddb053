import itertools


def work(x):
    total = 0
    for i in range(300):
        total = (total * 31 + i * x) % 1000003
    return total


class Counted:
    def __init__(self, count):
        self.count = count
        self.at = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.at >= self.count:
            raise StopIteration
        self.at += 1
        return self.at


def enumerated():
    items = Counted(12)
    pairs = enumerate(items)
    for _, x in pairs:
        score = work(x)
        print(score, items.at)


def zipped():
    items = Counted(12)
    pairs = zip(items, itertools.count())
    for x, _ in pairs:
        score = work(x)
        print(score, items.at)


def chained():
    items = Counted(12)
    both = itertools.chain([100, 200], items)
    for x in both:
        score = work(x)
        print(score, items.at)


def in_an_expression():
    items = Counted(12)
    doubled = (2 * x for x in items)
    for x in doubled:
        score = work(x)
        print(score, items.at)


def left():
    items = Counted(12)
    pairs = enumerate(items)
    for number, x in pairs:
        score = work(x)
        print(score)
        if number == 8:
            break
    print(items.at, next(items))


class Holder:
    def __init__(self, items):
        self.items = items
        self.pairs = enumerate(items)

    def go(self):
        for _, x in self.pairs:
            score = work(x)
            print(score, self.items.at)


def asked_in_the_loop():
    items = Counted(30)
    pairs = enumerate(items)
    for k in range(12):
        _, x = next(pairs)
        score = work(k) + items.at
        print(score, x)


def asked_behind_an_expression():
    items = Counted(30)
    doubled = (2 * x for x in items)
    for k in range(12):
        score = work(k) + items.at
        print(score, next(doubled))


def asked_behind_two():
    kept = []

    def keep(x):
        kept.append(x)
        return x

    pairs = zip(map(keep, range(30)), range(30))
    for k in range(12):
        score = work(k) + len(kept)
        print(score, next(pairs))


enumerated()
zipped()
chained()
in_an_expression()
left()
Holder(Counted(12)).go()
asked_in_the_loop()
asked_behind_an_expression()
asked_behind_two()
