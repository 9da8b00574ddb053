"""Sets from which much was taken: their order is not that of new sets with the same members."""


def work(n):
    total = 0
    for a in range(200):
        total = (total * 31 + a + n) % 10007
    return total


left = set(range(100))
for number in range(100):
    if number not in (64, 1, 33):
        left.discard(number)
frozen = frozenset(left)


def in_order(n):
    value = 0
    for number in left:
        value = value * 100 + number
    return work(n) + value


def first(n):
    return work(n) + next(iter(frozen)) + len(frozen)


print([in_order(n) for n in range(10)])
print([first(n) for n in range(10)])
for n in range(10):
    value = in_order(n)
    print(value)
