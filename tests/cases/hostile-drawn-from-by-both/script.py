"""Loops that yield, over an iterator that whoever draws from them draws from as well."""


def work(value):
    result = 0
    for k in range(400):
        result = (result * 31 + value + k) % 10007
    return result


# An iterator that both draw from.
def drawing(numbers):
    for number in numbers:
        result = work(number)
        yield result


numbers = iter(range(20))
print([value + next(numbers, 0) for value in drawing(numbers)])
numbers = iter(range(20))
shown = []
for value in drawing(numbers):
    shown.append((value, next(numbers, None)))
print(shown)
