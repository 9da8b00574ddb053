import doctest
import sys


class Weights:
    """
    >>> Weights.factor = 5
    """

    factor = 3


def weight(number):
    """
    >>> import sys
    >>> sys.modules["__main__"].Weights.factor = 7
    """
    total = 0
    for k in range(300):
        total += (number * k) % Weights.factor
    return total


def main():
    totals = []
    for number in range(60):
        totals.append(weight(number))
    print(sum(totals), Weights.factor)


main()
doctest.testmod()
main()
sys.stdout.flush()
