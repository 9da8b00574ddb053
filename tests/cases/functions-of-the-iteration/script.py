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


sweep()
named()
kept_by_a_list()
kept_by_a_variable(3)
made_elsewhere()
kept_by_a_default()
kept_by_a_generator()
for k in range(12):
    slope = k / 3
    print(integrate(lambda t: slope * t, 300))
