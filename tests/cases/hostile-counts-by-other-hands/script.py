# What is counted by subclasses, on objects of other classes, and on objects that begin anew.
n = 0


def work(a):
    return sum(i * a % 7 for i in range(2000))


def bump():
    global n
    n += 1


class Counting:
    def __init__(self):
        self.n = 0

    def one(self, a):
        self.n += 1
        return work(a)

    reset = __init__


class Twice(Counting):
    def one(self, a):
        self.n += 5
        return super().one(a)


class Lent:
    def __init__(self):
        self.n = 0


def lend(other, a):
    return Counting.one(other, a)


twice, plain, lent = Twice(), Counting(), Lent()
print(sum([twice.one(a) for a in range(40)]), twice.n)
print(sum([lend(lent, a) for a in range(40)]), lent.n)
out = []
for a in range(40):
    if a % 10 == 5:
        plain.reset()
    out.append(plain.one(a))
print(sum(out), plain.n, n)
