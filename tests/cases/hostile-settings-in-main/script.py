"""What a cache keeps depends on whether warnings are errors."""
import warnings
from functools import lru_cache


@lru_cache(maxsize=None)
def strict(n):
    total = 0
    for k in range(300):
        total = (total * 31 + n * k) % 10007
    try:
        warnings.warn("odd")
    except UserWarning:
        return -total
    return total


warnings.simplefilter("ignore")


class Kept:
    """Its body calls a function."""

    three = [strict(number) for number in (3, 5)]


def noted(function):
    strict(7)
    return function


@noted
def entered(mode="error", first=strict(11)):
    warnings.simplefilter(mode)
    values = []
    for n in range(30):
        values.append(strict(n))
    print(mode, values[:12], sum(values), first)
    print(sum(strict(n % 20) for n in range(100)))
    if mode == "error":
        strict.cache_clear()
        entered("ignore")


if __name__ == "__main__":
    entered()
