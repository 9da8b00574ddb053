"""A property of a class of the program's own."""

seen = [0]


def heavy(n):
    total = 0
    for i in range(n * 10 + 2500):
        total += i * n % 7
    return total


class Counted(property):
    pass


class Plain:
    @Counted
    def one(self):
        seen[0] += 1
        return 1


plain = Plain()


def work(i):
    one = plain.one
    return heavy(i) % 5 if one else 0


print([work(i) for i in range(8)], seen)
