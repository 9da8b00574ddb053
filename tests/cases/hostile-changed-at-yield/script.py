"""Loops that yield, and whoever draws from them changes what they read next."""


def work(value):
    result = 0
    for k in range(400):
        result = (result * 31 + value + k) % 10007
    return result


def fresh():
    return [n + 1 for n in range(8)]


def replacing(values):
    for i in range(len(values)):
        values[i] = work(values[i])
        yield values[i]


def reading(values):
    for i in range(len(values)):
        result = work(values[i])
        yield result


def going_through(values):
    for value in values:
        result = work(value)
        yield result


class P:
    def __init__(self, n):
        self.n = n
        self.x = n

    def step(self):
        self.x = work(self.x)


def moving(ps):
    for p in ps:
        p.step()
        yield p.x


def moving_by_index(ps):
    for i in range(len(ps)):
        ps[i].step()
        yield ps[i].x


def filling(rows):
    for i in range(len(rows)):
        for j in range(4):
            rows[i][j] = work(rows[i][j])
        yield rows[i][0]


for generator in (replacing, reading, going_through):
    a = fresh()
    for n, value in enumerate(generator(a)):
        if n + 2 < len(a):
            a[n + 2] = value
    print(a)
for generator in (moving, moving_by_index):
    ps = [P(n) for n in range(8)]
    for n, x in enumerate(generator(ps)):
        if n + 2 < len(ps):
            ps[n + 2].x = x
    print([p.x for p in ps])
rows = [[i, j, i + j, 1] for i in range(6) for j in range(1)]
for n, first in enumerate(filling(rows)):
    if n + 1 < len(rows):
        rows[n + 1][0] = first
print(rows)


# A global, a variable of the function around, an attribute.
scale = 1


def scaled():
    for n in range(8):
        result = work(n * scale)
        yield result


for value in scaled():
    scale += value
print(scale)


def counting():
    offset = 0

    def shifted():
        for n in range(8):
            result = work(n + offset)
            yield result

    total = 0
    for value in shifted():
        offset += 1
        total += value
    return total


print(counting())


class Settings:
    factor = 1


def with_settings(settings):
    for n in range(8):
        result = work(n * settings.factor)
        yield result


settings = Settings()
for value in with_settings(settings):
    settings.factor = value % 5
print(settings.factor)
for value in with_settings(Settings):
    Settings.factor = value % 7
print(Settings.factor)


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


# What is sent in, and what nobody changes.
def asking():
    answer = 0
    for n in range(6):
        result = work(n + answer)
        answer = yield result


asked = asking()
print(next(asked), [asked.send(n) for n in range(5)])


def constant(words, table):
    for word in words:
        result = work(len(word) + table[0])
        yield result


print(list(constant(("a", "bc", "def", "ghij"), (1, 2))))
