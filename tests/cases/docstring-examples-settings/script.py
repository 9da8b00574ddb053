import decimal
import doctest
from decimal import Decimal


def third(number):
    """
    >>> decimal.setcontext(decimal.Context(prec=5))
    >>> third(1)
    Decimal('0.33333')
    """
    total = Decimal(0)
    for k in range(60):
        total = (total + Decimal(number + k) / 7) % 1000
    return Decimal(number) / 3 + total * 0


doctest.testmod()
numbers = []
for number in range(60):
    numbers.append(third(number))
print(numbers[1], sum(numbers))
