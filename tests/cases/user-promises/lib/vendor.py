"""A package that surgec does not find: the script puts its folder on the path as it runs."""


class Gauge:
    def __init__(self, scale):
        self.scale = scale

    def read(self, x):
        return wobble(x) * self.scale


def wobble(x):
    total = 0.0
    for i in range(200):
        total += (x * i) % 7.5
    return total


def rank(values):
    values.sort()
    return len(values)
