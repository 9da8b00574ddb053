def heavy(n):
    s = 0
    for i in range(n * 10 + 3000):
        s += i * n % 7
    return s


class Source:
    def __init__(self, items):
        self.rest = iter(items)

    def until(self, last):
        found = []
        for x in self.rest:
            v = heavy(x)
            found.append(v)
            if x == last:
                break
        return found


def take(items, last):
    found = []
    for x in items:
        v = heavy(x)
        found.append(v)
        if x == last:
            break
    return found


def drain(queue):
    while queue:
        yield queue.pop()


def until_it_fails(items):
    found = []
    for x in items:
        v = heavy(x)
        if x == 4:
            raise ValueError(x)
        found.append(v)
    return found


def of_containers():
    several = [iter(range(10)), iter(range(3))]
    found = []
    for x in several[0]:
        v = heavy(x)
        found.append(v)
        if x == 4:
            break
    print(found, next(several[0]), list(several[1]))


def under_two_names():
    one = iter(range(10))
    other = one
    numbered = enumerate(one)
    for i, x in numbered:
        v = heavy(x)
        print(i, v)
        if x == 3:
            break
    print(next(other))
    for x in one:
        v = heavy(x)
        print(v)
        if x == 6:
            break
    print(list(other))


def of_a_queue():
    queue = list(range(20))
    for x in drain(queue):
        v = heavy(x)
        print(v)
        if x == 15:
            break
    print(queue)


source = Source(range(10))
print(source.until(3), next(source.rest), source.until(6), list(source.rest))
items = iter(range(12))
print(take(items, 3), take(items, 6), list(items))
items = iter(range(12))
try:
    until_it_fails(items)
except ValueError as error:
    print(error, list(items))
of_containers()
under_two_names()
of_a_queue()
