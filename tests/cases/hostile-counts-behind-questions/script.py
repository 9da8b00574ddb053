# What counts in items that end early without anybody saying so.
n = 0


def work(a):
    return sum(i * a % 7 for i in range(2000))


def bump():
    global n
    n += 1


class Source:
    def __init__(self, stop):
        self.stop = stop

    def __getitem__(self, a):
        bump()
        if a == self.stop:
            raise IndexError(a)
        return work(a)


class Lazy:
    @property
    def total(self):
        out = []
        for a in range(40):
            bump()
            if a == 17:
                raise AttributeError(a)
            out.append(work(a))
        return sum(out)


print(sum(list(Source(31))), n)
print(hasattr(Lazy(), "total"), getattr(Lazy(), "total", 7), n)
