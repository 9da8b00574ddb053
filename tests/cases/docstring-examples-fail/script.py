"""Sums over fractions.

>>> limit
30
>>> table[3]
9
"""


def inverse(number, offset):
    total = 0
    for k in range(60):
        total += (number * k) % 7
    return total / (number - offset)


def inverses(count):
    """
    >>> inverses(3)
    1
    """
    return sum(inverse(k, 2) for k in range(count))


def all_inverses(count):
    """
    >>> all_inverses(2)
    [0, 1]
    >>> all_inverses(3)
    1
    """
    return [inverse(k, 2) for k in range(count)]


def rows(count):
    """
    >>> rows(4)
    """
    result = []
    for k in range(count):
        result.append(inverse(k, 2))
    return result


limit = 30
table = []
for k in range(limit):
    table.append(round(inverse(k, 40) * 0) + k * k)

if __name__ == "__main__":
    from doctest import testmod

    result = testmod(verbose=False)
    print(result)
    del table
    print(sum(inverse(k, 99) for k in range(limit)), inverses(2), len(all_inverses(2)))
    print([len(rows(k)) for k in range(2)])
    try:
        rows(50)
    except ZeroDivisionError as error:
        print(error)
