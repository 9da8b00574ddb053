#: a for loop over a generator
def numbers():
    yield 1
    yield 2


for n in numbers():
    pass
#: a generator that calls
def one():
    return 1


def numbers():
    yield one()


list(numbers())
#: next
def numbers():
    yield 1


next(numbers())
#: yield from
def inner():
    yield 1


def outer():
    yield from inner()


list(outer())
#: a generator of functions
def one():
    return 1


def two():
    return 2


def works():
    yield one
    yield two


for work in works():
    work()
#: a generator expression that is consumed elsewhere
def one(n):
    return n


def consume(items):
    return sum(items)


consume(one(n) for n in range(3))
#: an iterator class
class Count:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        return self.n


for n in Count():
    pass
#: send
def echo():
    got = None
    while True:
        got = yield got


generator = echo()
next(generator)
generator.send(1)
#: comprehensions of all kinds
def one(n):
    return n


def test(n):
    return n


[one(n) for n in range(3) if test(n)]
{one(n) for n in range(3)}
{one(n): test(n) for n in range(3)}
