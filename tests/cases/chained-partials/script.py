import functools


def add(*numbers):
    return sum(numbers)


def chained(depth, start):
    step = functools.partial(add, start)
    for number in range(depth):
        step = functools.partial(step, number)
    return step


def traced(function):
    @functools.wraps(function)
    def inner(*args):
        return function(*args)

    return inner


wrapped = add
for _ in range(3):
    wrapped = traced(wrapped)
totals = []
for k in range(60):
    step = chained(k, k * k)
    totals.append(step(1, 2) + wrapped(k, 1))
print(totals[:5], sum(totals))
wrapped.__wrapped__ = wrapped
print(wrapped.__wrapped__(1, 2))
