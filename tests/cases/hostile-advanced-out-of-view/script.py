"""Generators that are advanced by other means than a loop or `next`; objects that count who looks at them."""

import itertools


def work(x):
    result = 0
    for k in range(300):
        result = (result * 31 + k * x) % 1000003
    return result


# What is sent in, or thrown, makes the body go on.
sent = []


def receiver():
    while True:
        sent.append((yield))


def resumes():
    inbox = receiver()
    next(inbox)
    for i in range(6):
        print(work(i + len(sent)))
        inbox.send(i)


resumes()

thrown = [0]


def catcher():
    while True:
        try:
            yield
        except ValueError:
            thrown[0] += 1


caught = catcher()
next(caught)
for i in range(6):
    print(work(i + thrown[0]))
    caught.throw(ValueError)


# Iterators of unknown type, over generators.
drawn = []


def numbers():
    for n in range(100):
        drawn.append(n)
        yield n


left, right = itertools.tee(numbers())
for i in range(6):
    print(work(i + len(drawn)), next(left))

chained = []


def pieces():
    for n in range(3):
        chained.append(n)
        yield n


flat = itertools.chain.from_iterable(pieces() for _ in range(9))
for i in range(6):
    print(work(i + len(chained)))
    for piece in flat:
        break


# Generator expressions, the same way.
noted = []
first, second = itertools.tee(noted.append(n) or n for n in range(100))
for i in range(6):
    print(work(i + len(noted)))
    a, *rest = itertools.islice(first, 2)


# A dictionary goes through each pair that it is made of.
paired = []


def pair():
    for n in range(2):
        paired.append(n)
        yield n


def pairs():
    for i in range(6):
        print(work(i + len(paired)), dict([pair()]))


pairs()

updated = {}
counts = {}


def entry(i):
    yield i
    counts[i] = 1
    yield i


for i in range(6):
    print(work(i + len(counts)))
    updated.update([entry(i)])
    updated |= [entry(-i)]


# Methods by the class of an object.
rows = []
table = {}


def by_class():
    for i in range(6):
        print(work(i + len(rows)))
        type(rows).append(rows, i)


by_class()
for i in range(6):
    print(work(i + len(table)))
    table.__class__.update(table, {i: 1})
copies = []
for i in range(6):
    print(work(i + len(copies)))
    copies = type(rows)(copies)
    copies.append(i)


# Who looks at an object for its class or its attributes is counted; nobody may but the program.
class Watched:
    looks = 0

    def __getattribute__(self, name):
        Watched.looks += 1
        return object.__getattribute__(self, name)


watched = Watched()


def looked_at():
    for i in range(6):
        print(work(i + Watched.looks))


looked_at()
