import string


class Tracer:
    def __init__(self, base):
        self.base = base
        self.rays = 0

    def trace(self, n):
        self.rays += 1
        total = self.base
        for i in range(800):
            total = (total * 31 + i * n) % 1000003
        return total


class Table:
    def __init__(self, base):
        self.base = base
        self._known = {}

    def at(self, n):
        if n not in self._known:
            total = self.base
            for i in range(800):
                total = (total * 31 + i * n) % 1000003
            self._known[n] = total
        return self._known[n]


LAYOUT = "{0." + "".join(["ra", "ys"]) + "}"
show = str.format


def put_together(tracer, n):
    value = tracer.trace(n)
    return value, LAYOUT.format(tracer)


def under_another_name(tracer, n):
    value = tracer.trace(n)
    return value, show(LAYOUT, tracer)


def by_formatter(tracer, n):
    value = tracer.trace(n)
    return value, string.Formatter().vformat(LAYOUT, (tracer,), {})


def known(table, n):
    value = table.at(n % 5)
    return value, "{0._known}".format(table)


def main():
    tracer, table = Tracer(1), Table(2)
    results = []
    for n in range(12):
        results.append(put_together(tracer, n))
    for n in range(12):
        results.append(under_another_name(tracer, n))
    for n in range(12):
        results.append(by_formatter(tracer, n))
    for n in range(12):
        results.append(known(table, n))
    for n in range(12):
        results.append(tracer.base * sum(i * n for i in range(2000)))
    print(results, tracer.rays)


main()
