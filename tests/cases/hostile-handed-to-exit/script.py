"""Context managers that change, through the exception they are given, what the loop reads."""


def work(x):
    result = 0
    for k in range(300):
        result = (result * 31 + k * x) % 1000003
    return result


class Counter:
    def __init__(self):
        self.n = 0

    def more(self):
        self.n += 1


class Carrying(Exception):
    def __init__(self, counter):
        super().__init__(counter)
        self.counter = counter


class ByAttribute:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        error.counter.more()
        return True


class ByArguments:
    def __enter__(self):
        return self

    def __exit__(self, *raised):
        raised[1].args[0].append(1)
        return True


class Kept:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.error = error
        return True


counter = Counter()
for i in range(6):
    print(work(i + counter.n))
    with ByAttribute():
        raise Carrying(counter)

items = []


def filled():
    for i in range(6):
        print(work(i + len(items)))
        with ByArguments():
            raise ValueError(items)


filled()

other = Counter()
for i in range(6):
    print(work(i + other.n))
    with Kept() as kept:
        raise Carrying(other)
    kept.error.counter.more()
