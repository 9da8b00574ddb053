def numbers(n):
    for i in range(n):
        yield i * 1.5


def doubled(source):
    for value in source:
        yield value * 2


result = [v for v in doubled(numbers(8000))]
