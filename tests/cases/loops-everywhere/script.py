def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


top = []
for n in range(8):
    top.append(work(n))


def function(limit, scale=2):
    result = []
    for n in range(limit):
        result.append(work(n) * scale)

    def inner(offset):
        total = 0
        for n in range(limit):
            total += work(n + offset) * scale
        return total

    return result, [inner(k) for k in range(3)]


class Maker:
    table = [work(n) for n in range(5)]
    limit = 4
    squares = {n: work(n) for n in range(limit)}
    for n in range(3):
        table.append(work(n + 50))

    def method(self):
        for n in range(self.limit):
            yield work(n)

    @classmethod
    def of(cls, limit):
        made = []
        for n in range(limit):
            made.append((cls.__name__, work(n)))
        return made

    @staticmethod
    def plain(limit):
        return sum(work(n) for n in range(limit))

    class Nested:
        def __init__(self, limit):
            self.values = []
            for n in range(limit):
                self.values.append(work(n))


def recursive(level):
    if level == 0:
        return 1
    total = 0
    for n in range(3):
        total += work(n) + recursive(level - 1)
    return total


lazy = lambda limit: [work(n) for n in range(limit)]
print(top)
print(function(6))
print(Maker.table, Maker.squares, Maker.n, list(Maker().method()), Maker.of(3), Maker.plain(4))
print(Maker.Nested(5).values, recursive(4), lazy(3))
if True:
    for n in range(3):
        try:
            for m in range(3):
                with open("script.py"):
                    print(n, m, work(n * m))
        finally:
            print("row", n)
print([[work(a * b) for a in range(3)] for b in range(3)])
print({a: {work(a * b) for b in range(3)} == set(Maker.table[:1]) for a in range(3)})
