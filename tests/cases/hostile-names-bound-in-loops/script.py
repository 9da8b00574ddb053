import functools


def heavy(n):
    value = n
    for k in range(2000):
        value = (value * 31 + k) % 1009
    return value


def scaled(numbers):
    for number in numbers:
        value = heavy(number) * scale
        yield value


def shaped(numbers):
    for number in numbers:
        value = heavy(number) * shape(number)
        yield value


def chosen(numbers):
    for number in numbers:
        value = heavy(number) * Chosen.weight
        yield value


# The loop's own variable, bound in one place, is another one at each `next`.
drawn = []
source = scaled(range(60))
for scale in [1, 2, 3, 4]:  # noqa: B007
    drawn.append(next(source))
print(drawn)


def local():
    def inner(numbers):
        for number in numbers:
            value = heavy(number) * factor
            yield value

    taken = []
    waiting = inner(range(60))
    for factor in [1, 2, 3, 4]:  # noqa: B007
        taken.append(next(waiting))
    return taken


print(local())


# Functions and classes under one name: other defaults, other variables around them, other classes.
def grower(amount):
    return lambda number: number + amount


drawn = []
source = shaped(range(60))
for amount in [1, 2, 3, 4]:
    shape = grower(amount)
    drawn.append(next(source))
print(drawn)


class Light:
    weight = 1


class Dark:
    weight = 7


Chosen = Light
source = chosen(range(60))
drawn = [next(source), next(source)]
Chosen = Dark
drawn += [next(source), list(source)[:3]]
print(drawn)


# What a cache keeps is what the first call found.
@functools.cache
def by_loop(n):
    return heavy(n) * level


@functools.cache
def by_default(n):
    return heavy(n) * given()


@functools.cache
def by_attribute(n):
    return heavy(n) * settings.factor


def settings():
    return None


def first_tree(depth, at):
    if depth == 0:
        return by_loop(at % 3)
    return first_tree(depth - 1, 2 * at) + first_tree(depth - 1, 2 * at + 1)


def second_tree(depth, at):
    if depth == 0:
        return by_default(at % 3)
    return second_tree(depth - 1, 2 * at) + second_tree(depth - 1, 2 * at + 1)


def third_tree(depth, at):
    if depth == 0:
        return by_attribute(at % 3)
    return third_tree(depth - 1, 2 * at) + third_tree(depth - 1, 2 * at + 1)


for level in range(1, 4):
    print(first_tree(3, level))
for round_number in range(1, 4):

    def given(number=round_number):
        return number

    print(second_tree(3, round_number))
settings.factor = 1
print(third_tree(3, 1))
settings.factor = 2
print(third_tree(3, 2))


# A builtin, until the script has one of its own by that name.
def distances(numbers):
    for number in numbers:
        value = heavy(number) + abs(number - 9)
        yield value


source = distances(range(60))
drawn = [next(source), next(source)]


def abs(number):
    return 1000


drawn += list(source)[:3]
print(drawn)
