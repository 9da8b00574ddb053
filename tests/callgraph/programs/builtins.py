#: map calls its function
def twice(n):
    return n * 2


print(list(map(twice, range(3))))
#: filter calls its function
def odd(n):
    return n % 2


print(list(filter(odd, range(5))))
#: sorted calls its key
def key(n):
    return -n


print(sorted([2, 3, 1], key=key))
#: max and min call their keys
def key(n):
    return n % 3


def other(n):
    return n % 5


max([4, 5, 6], key=key)
min([4, 5, 6], key=other)
#: list.sort calls its key
def key(n):
    return -n


numbers = [3, 1, 2]
numbers.sort(key=key)
#: iter with a sentinel calls its function
state = [3]


def step():
    state[0] -= 1
    return state[0]


print(list(iter(step, 0)))
#: print calls str of an object
class Thing:
    def __str__(self):
        return "thing"


print(Thing())
#: len and bool call methods
class Box:
    def __len__(self):
        return 2

    def __bool__(self):
        return True


if Box():
    len(Box())
#: sum adds objects
class Amount:
    def __init__(self, n):
        self.n = n

    def __radd__(self, other):
        return Amount(self.n + other)

    def __add__(self, other):
        return Amount(self.n + other.n)


sum([Amount(1), Amount(2)])
