"""Loops that yield, and whoever draws from them assigns what they read next."""


def work(value):
    result = 0
    for k in range(400):
        result = (result * 31 + value + k) % 10007
    return result


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
