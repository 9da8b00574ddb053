"""A set of a class that holds what it held at first, in another order: much came and went meanwhile."""


def work(n):
    total = 0
    for a in range(200):
        total = (total * 31 + a + n) % 10007
    return total


class Rules:
    order = {64, 1, 33}


def by_rules(n):
    value = 0
    for number in Rules.order:
        value = value * 100 + number
    return work(n) + value


Rules.order.update(range(100))
for number in range(100):
    if number not in (64, 1, 33):
        Rules.order.discard(number)

print([by_rules(n) for n in range(10)])
for n in range(10):
    value = by_rules(n)
    print(value)
