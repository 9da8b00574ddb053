def integrate(f, n):
    total = 0.0
    for i in range(n):
        total += f(i / n)
    return total


def sweep():
    for k in range(20):
        rate = k / 10
        y = integrate(lambda t: rate * t - k, 300)
        print(k, round(y, 6))


def named():
    out = []
    for k in range(20):
        shift = k * 2

        def g(t):
            return t * shift + h(t)

        def h(t):
            return t - shift

        out.append(integrate(g, 200))
    print(out)


def kept_by_a_list():
    rate = 3
    kept = [lambda t: rate * t]
    for k in range(12):
        rate = k
        y = integrate(kept[0], 300)
        z = integrate(lambda t: rate + t, 200)
        print(y, z)


def kept_by_a_variable(rounds):
    last = None
    for r in range(rounds):
        for k in range(10):
            rate = r * 10 + k
            f = lambda t: rate * t
            y = integrate(f, 200)
            z = integrate(last, 200) if last else 0
            print(y, z)
        last = f


def made_elsewhere():
    rate = 1

    def scaled(t):
        return rate * t

    for k in range(12):
        rate = k
        print(integrate(scaled, 300))


def register(f, table={}):
    table.setdefault(0, f)
    return table[0]


def kept_by_a_default():
    for k in range(12):
        rate = k
        print(integrate(register(lambda t: rate * t), 300))


def chained(f):
    while True:
        yield integrate(f, 200)


def kept_by_a_generator():
    source = None
    for k in range(12):
        rate = k
        if source is None:
            source = chained(lambda t: rate * t)
        print(next(source), integrate(lambda t: rate, 100))


class Line:
    def __init__(self, values):
        self.values = values

    def at(self, x):
        return sum(value * x % 7 for value in self.values)


def objects():
    out = []
    for k in range(12):
        line = Line(list(range(k, k + 100)))
        out.append(max([1, 2, 3], key=lambda x: line.at(x)))
    print(out)
    for k in range(12):
        for m in range(2):
            values = [k * m + i for i in range(100)]
            out.append(min([1, 2, 3], key=lambda x: sum(values) * x % 11))
    print(out)


def called_after_the_loop():
    first = None
    for k in range(12):
        line = Line(list(range(k, k + 100)))
        f = lambda x: line.at(x)
        y = integrate(f, 20)
        if first is None:
            first = f
        print(k, y)
    print(f(3), first(3))
    for k in range(12):
        values = [k * i for i in range(50)]
        print(max([1, 2, 3], key=lambda x: sum(values) * x % 7))
    print(len(values))


def called_after_an_exception():
    try:
        for k in range(12):
            numbers = [k + i for i in range(60)]
            g = lambda x: sum(numbers) * x
            print(integrate(g, 20) / (9 - k))
    except ZeroDivisionError:
        print(g(1), numbers[:2])


sweep()
named()
objects()
called_after_the_loop()
called_after_an_exception()
kept_by_a_list()
kept_by_a_variable(3)
made_elsewhere()
kept_by_a_default()
kept_by_a_generator()
for k in range(12):
    slope = k / 3
    print(integrate(lambda t: slope * t, 300))
