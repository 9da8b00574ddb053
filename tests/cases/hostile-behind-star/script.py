from dataclasses import dataclass


def busy(n):
    return sum(k * k % 7 for k in range(n % 50 + 100))


def add(extra, target):
    target.append(extra % 7)
    return len(target)


def add_last(a, b, target, tag="x"):
    target.append((a + b, tag))
    return len(target)


def add_any(first, *rest):
    rest[-1].append(first % 5)
    return len(rest[-1])


def add_named(a, target, b):
    target.append(a * b)
    return len(target)


class Shelf:
    def __init__(self, width, books):
        self.width = width
        self.books = books

    def put(self, a, b, books):
        books.append(a - b)
        self.books.append(a + b)
        return self.width


@dataclass
class Note:
    a: int
    b: int
    texts: list

    def write(self, n):
        self.texts.append(self.a + self.b + n)
        return len(self.texts)


def one(n, shared):
    return busy(n) + add(*(n,), shared)


def two(n, shared):
    return busy(n) + add_last(*(n,), *[n + 1], shared)


def three(n, shared):
    return busy(n) + add_last(*(n, n + 1), shared, "y")


def four(n, shared):
    return busy(n) + add_any(*(n, 2), shared)


def five(n, shared):
    return busy(n) + add_named(*(n,), shared, 3)


def six(n, shared):
    return busy(n) + add_named(*(n,), shared, b=3)


def seven(n, shared):
    return busy(n) + Shelf(*(3,), shared).put(*(n,), 4, [])


def eight(n, shared):
    return busy(n) + Shelf(3, []).put(*(n, 4), shared)


def nine(n, shared):
    return busy(n) + Note(*(n, 2), shared).write(n)


def ten(n, shared):
    pair = (shared, n)
    list.append(*pair[:1], pair[1])
    return busy(n)


# Each is called in the order of its parameters, too, with what is new.
print(add(3, []), add_last(1, 2, []), add_any(1, []), add_named(1, [], 2), Note(1, 2, []).write(3))
print(Shelf(2, []).put(1, 2, []), add_last(1, 2, [], "z"))

for work in (one, two, three, four, five, six, seven, eight, nine, ten):
    kept = []
    out = []
    for n in range(60):
        out.append(work(n, kept))
    print(work.__name__, sum(out), len(kept), kept[:4], kept[-1:])

kept_one = []
print(sum(one(n, kept_one) for n in range(60)), len(kept_one))
kept_two = []
found = []
for n in range(60):
    found.append(two(n, kept_two))
print(sum(found), len(kept_two), kept_two[-1])
kept_three = []
found = []
for n in range(60):
    found.append(three(n, kept_three))
print(sum(found), len(kept_three), kept_three[-1])
kept_four = []
found = []
for n in range(60):
    found.append(four(n, kept_four))
print(sum(found), len(kept_four), kept_four[-1])
kept_five = []
found = []
for n in range(60):
    found.append(five(n, kept_five))
print(sum(found), len(kept_five), kept_five[-1])
kept_six = []
found = []
for n in range(60):
    found.append(six(n, kept_six))
print(sum(found), len(kept_six), kept_six[-1])
kept_seven = []
found = []
for n in range(60):
    found.append(seven(n, kept_seven))
print(sum(found), len(kept_seven), kept_seven[-1])
kept_eight = []
found = []
for n in range(60):
    found.append(eight(n, kept_eight))
print(sum(found), len(kept_eight), kept_eight[-1])
kept_nine = []
found = []
for n in range(60):
    found.append(nine(n, kept_nine))
print(sum(found), len(kept_nine), kept_nine[-1])
kept_ten = []
found = []
for n in range(60):
    found.append(ten(n, kept_ten))
print(sum(found), len(kept_ten), kept_ten[-1])
