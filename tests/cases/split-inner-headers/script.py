"""Inner loops that are split: the driver runs cheap headers itself, and has the values of others sent."""


def work(n):
    total = n
    for i in range(60):
        total = (total * 31 + i) % 10007
    return total


class Grid:
    def __init__(self, width):
        self.width = width
        self.names = ["a", "b", "c"]

    def scan(self, rows):
        best = -1
        place = None
        for row in rows:
            for x in range(1, self.width - 1):
                v = work(row * x)
                w = work(v)
                if v > best:
                    best = v
                    place = (row, x, w)
            for number, name in enumerate(self.names):
                score = work(row + number)
                print(name, number, score, end=" ")
        return best, place, x


def pairs(values, table):
    out = []
    for n in range(12):
        for a, (b, c) in zip(values, table):
            r = work(a * b + n)
            if r % 3 == 0:
                continue
            out.append((n, c, r))
        for key in sorted(values):
            s = work(key + n)
            out.append(s)
        text = str(work(n)) + "ab"
        for letter in text:
            t = work(ord(letter))
            out.append((letter, t))
        for v in values:
            for k in range(v % 3):
                u = work(v * k)
                out.append(u)
    return out


def shadowed(zip):
    total = []
    for n in range(10):
        for m in range(n):
            p = work(n * m)
            q = work(n + m)
            total.append(p * q + zip)
    return total


print(Grid(9).scan([1, 2, 3, 4, 5]))
print(sum(map(str.__len__, map(str, pairs([3, 8, 4], [(1, "x"), (2, "y"), (5, "z")])))))
print(pairs([3, 8, 4], [(1, "x"), (2, "y"), (5, "z")])[-9:])
print(sum(shadowed(4)), shadowed(1)[:4])
