"""Expressions whose elements print, drawn by what prints itself, stops early, raises, or rearranges."""

import sys


def mixed(seed, rounds=2500):
    value = seed
    for step in range(rounds):
        value = (value * 31 + step) % 1000003
    return value


def told(number):
    print("told", number)
    return mixed(number)


def failing(number):
    print("try", number)
    if number == 13:
        raise ValueError(number)
    return mixed(number)


def stopping(number):
    print("map", number)
    if number == 11:
        raise StopIteration
    return mixed(number)


class Length:
    """A number that tells when it is added, compared or hashed."""

    def __init__(self, value):
        self.value = value

    def __radd__(self, other):
        print("add", self.value % 97)
        return other + self.value

    def __lt__(self, other):
        print("less", self.value % 97, other.value % 97)
        return self.value < other.value

    def __gt__(self, other):
        return other < self

    def __hash__(self):
        print("hash", self.value % 97)
        return hash(self.value % 3)

    def __eq__(self, other):
        print("equal", self.value % 97)
        return self.value == other.value


def measured(number):
    print("measure", number)
    return Length(mixed(number))


def generated(count):
    for number in range(count):
        print("draw", number)
        yield number


def caught(make):
    try:
        print(make())
    except (ValueError, TypeError, RuntimeError) as error:
        print("caught", type(error).__name__, error)


def main():
    print(any(told(number) % 11 == 3 for number in range(30)))
    print(all(told(number) % 11 for number in range(30)))
    for value in map(told, range(8)):
        print("got", value)
        if value % 5 == 1:
            break
    total = 0
    for value in (told(number) for number in range(20)):
        total += value
        if total > 4_000_000:
            break
    print(total)
    caught(lambda: [failing(number) for number in range(20)])
    caught(lambda: sum(failing(number) for number in range(20)))
    caught(lambda: list(map(stopping, range(20))))
    caught(lambda: [stopping(number) for number in range(20)])
    caught(lambda: sum((str(told(number)) for number in range(8))))
    caught(lambda: {told(number): [told(number)] for number in range(4)})
    caught(lambda: {(told(number), []) for number in range(4)})
    print(sum(measured(number) for number in range(6)))
    print(max(measured(number) for number in range(6)).value)
    print(len({measured(number) for number in range(6)}))
    print([told(number) for number in generated(6)])
    rows = [told(number) for number in range(6)]
    for row in rows:
        print("row", row)
    numbers = iter(range(20))
    print([told(number) for number in numbers if number % 3 == 0], list(numbers))
    shifted = [told(number) + told(number + 1) for number in range(6)]
    print(shifted, file=sys.stderr)
    print([failing(number) for number in range(20)])


main()
