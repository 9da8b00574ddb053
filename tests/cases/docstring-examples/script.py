"""Chains of the sums of the factorials of digits.

>>> chain(69), seen_by_examples
(5, 3)
"""

import math


def factorial(number, known={}):
    """
    >>> factorial(5, {})
    (120, {5: 120})
    >>> factorial(-1)
    Traceback (most recent call last):
        ...
    ValueError: (-1, 'is negative')
    """
    if number < 0:
        raise ValueError(number, "is negative")
    value = known.get(number)
    if not value:
        value = 1
        for factor in range(2, number + 1):
            value *= factor
        known[number] = value
    return value, known


def digits(number):
    """
    >>> digits(69)
    363600
    >>> [digits(n) for n in (1, 2, 3)]
    [1, 2, 6]
    >>> digits("145")
    145
    """
    total = 0
    known = {}
    for digit in str(number):
        value, known = factorial(int(digit), known)
        total += value
    return total


def chain(start):
    seen = [start]
    new = digits(start)
    while new not in seen:
        seen += [new]
        new = digits(new)
    return len(seen)


def longest(limit):
    """
    >>> longest(20)
    (1, 16)
    >>> math.floor(digits(145) / 2)
    72
    """
    best, count = 0, 0
    for number in range(1, limit + 1):
        size = chain(number)
        count += size == 5
        if size > best:
            best = size
    return count, best


def shares(numbers):
    """
    >>> shares([1, 2])
    [1, 2]
    >>> shares("12")
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for %: 'str' and 'int'
    >>> shares([0])
    [1]
    """
    return list(chain(number % 90) for number in numbers)


class Scale:
    """
    >>> Scale([3, 4]).weights(2)
    [6, 8]
    >>> scale = Scale("ab")
    >>> scale.weights(3)
    ['aaa', 'bbb']
    """

    def __init__(self, steps):
        self.steps = steps

    def weights(self, times):
        result = []
        for step in self.steps:
            weight = step * 0
            for _ in range(times):
                weight = weight + step
            result.append(weight)
        return result


seen_by_examples = 0
for round_number in range(40):
    seen_by_examples += chain(round_number) % 2
    last = round_number
seen_by_examples = 3

if __name__ == "__main__":
    import doctest

    print(doctest.testmod().failed)
    print(longest(60), shares(range(100, 160)), last)
    print([sum(weight) for weight in (Scale(range(k)).weights(60) for k in range(40))])
