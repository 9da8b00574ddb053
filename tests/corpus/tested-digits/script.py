"""Chains of the sums of the factorials of digits, tested by their examples before they run."""


def factorial(number):
    """
    >>> factorial(5)
    120
    >>> factorial(0)
    1
    """
    value = 1
    for factor in range(2, number + 1):
        value *= factor
    return value


def following(number):
    """
    >>> following(69)
    363600
    """
    return sum(factorial(int(digit)) for digit in str(number))


def solution(size=60, limit=400):
    """
    >>> solution(5, 80)
    1
    """
    count = 0
    for number in range(1, limit + 1):  # expert: easy
        chain = [number]
        new = following(number)
        while new not in chain and len(chain) <= size:
            chain.append(new)
            new = following(new)
        count += len(chain) == size
    return count


if __name__ == "__main__":
    import doctest

    doctest.testmod()
    print([solution(size) for size in (1, 5, 17, 60)])  # expert: easy
