"""Properties that come from functions, and from classes that derive from `property`."""

seen = [0]


def heavy(n):
    total = 0
    for i in range(n * 10 + 2500):
        total += i * n % 7
    return total


def counted(function):
    def read(self):
        seen[0] += 1
        return function(self)

    return property(read)


class Plain:
    @counted
    def one(self):
        return 1


plain = Plain()


def work(i):
    one = plain.one
    return heavy(i) % 5 if one else 0


print([work(i) for i in range(8)], seen)
