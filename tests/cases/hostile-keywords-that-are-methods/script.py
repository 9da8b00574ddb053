"""__dict__.update with keywords, a table, and others' namespaces."""


class Bunch:
    def __init__(self, **kw):
        self.__dict__.update(kw)

    def total(self, n):
        result = 0
        for i in range(self.steps):
            result += (i * n + self.scale) % 13
        return result


class Pair(Bunch):
    def __init__(self, a, b, **kw):
        super().__init__(a=a, b=b, **kw)
        vars(self).update({"scale": 7, "steps": 150})


def loud(n):
    print("loud", n)
    return n


def main():
    one = Bunch(steps=200, scale=2)
    two = Pair(1, 2, extra=[1, 2])
    three = Bunch(steps=3, scale=4, total=loud)
    print([one.total(n) for n in range(40)])
    print([two.total(n) for n in range(40)])
    print([three.total(n) for n in range(5)])
    log = []
    for n in range(30):
        item = Bunch(steps=100 + n, scale=n, tag=str(n))
        log.append((item.total(n), item.tag))
    print(log)
    for n in range(30):
        two.__dict__.update(scale=n)
        log.append(two.total(n))
    print(log[-3:], two.extra, two.a)


main()
