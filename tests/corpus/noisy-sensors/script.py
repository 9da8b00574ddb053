"""Readings with random errors are drawn one after the other, and each is put through a slow filter."""
import random


def filtered(level, error):
    value = level
    for step in range(1, 400):
        value += (level + error - value) / step
        value = value * 0.999 + error * 0.001
    return value


def readings(rng, levels):
    result = []
    for level in levels:  # expert: hard
        error = rng.gauss(0.0, 0.3)
        result.append(filtered(level, error))
    return result


def first_outlier(limit):
    for attempt in range(500):  # expert: hard
        error = random.gauss(0.0, 1.0)
        if filtered(0.0, error) > limit:
            return attempt
    return None


def walk(steps):
    position = 0.0
    for _ in range(steps):
        position += random.choice((-1, 1))
    return position


def main():
    random.seed(12)
    rng = random.Random(7)
    levels = [n / 10 for n in range(60)]
    values = readings(rng, levels)
    print(sum(values), values[:2], rng.random())
    print(first_outlier(2.5), random.random())
    ends = []
    for walker in range(40):  # expert: hard, refused: random-draw
        ends.append(walk(200))
    print(sum(ends), random.random())


main()
