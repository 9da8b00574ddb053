class Once:
    """Hands out the same iterator again and again."""

    def __init__(self, values):
        self.iterator = iter(values)

    def __iter__(self):
        return self.iterator


class Itself:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise StopIteration
        return self.n


class Counted:
    """Counts how often it is gone through."""

    def __init__(self, values):
        self.values = values
        self.times = 0

    def __iter__(self):
        self.times += 1
        for value in self.values:
            self.times += 1
            yield value * self.times


class Rows:
    def __init__(self, rows):
        self.rows = rows

    def __iter__(self):
        return iter(self.rows)


class Holder:
    def __init__(self, points):
        self.points = list(points)


def take(values, count):
    """Advances an iterator; starts a list again."""
    return [value for value, _ in zip(iter(values), range(count))]


def once(rounds):
    source = Once(range(200))
    out = []
    for k in range(rounds):
        out.append(sum(a * k for a, _ in zip(source, range(3))))
    return out


def itself(rounds):
    source = Itself(150)
    out = []
    for k in range(rounds):
        out.append(sum(a + k for a, _ in zip(source, range(4))))
    return out


def counted(rounds):
    source = Counted(list(range(9)))
    out = []
    for k in range(rounds):
        out.append(sum(value * k for value in source))
    return out, source.times


def changed(tables):
    for table in tables:
        for row in table:
            row.append(sum(row) % 97)
    return [table.rows for table in tables]


def shared_iterator(rounds):
    numbers = iter(range(500))
    lists = [[k, k + 1, k + 2, k + 3, k + 4, k + 5] for k in range(rounds)]
    out = []
    for k in range(rounds):
        out.append((take(lists[k], 3), take(numbers, 3)))
    return out


def shared_generator(rounds):
    numbers = (n * n for n in range(500))
    out = []
    for k in range(rounds):
        if k % 3 == 0:
            out.append(Holder(value for value, _ in zip(numbers, range(2))).points)
        else:
            out.append(Holder([k, k]).points)
    return out


def zipped(rounds):
    def doubled(values):
        for value in values:
            values[0] = value
            yield 2 * value

    prices = [1, 2, 3, 4]
    out = []
    for k in range(rounds):
        total = 0
        for price, twice in zip(prices, doubled(prices)):
            total += price * k + twice
        out.append(total)
    return out, prices


def main():
    print(once(20))
    print(itself(20))
    print(counted(12))
    shared = [[1, 2], [3]]
    print(changed([Rows(shared), Rows([[5]]), Rows(shared)]))
    print(shared_iterator(20))
    print(shared_generator(20))
    print(zipped(20))


main()
