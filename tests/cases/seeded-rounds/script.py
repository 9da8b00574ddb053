"""Rounds that seed the generator that all code shares, and what may be seen of it."""
import random
import sys
from random import gauss, seed


def work(n):
    total = 0
    for k in range(400):
        total = (total * 31 + k * n) % 1000003
    return total


def walk(steps):
    x = 0.0
    for _ in range(steps):
        x += random.gauss(0, 1) + random.random()
    return x + work(steps)


def plain():
    found = []
    for trial in range(24):
        random.seed(100 + trial)
        found.append(walk(50))
    return found


def then_drawn_in_order():
    found = []
    for trial in range(24):
        seed(trial)
        value = walk(30 + trial % 7)
        found.append((value, random.random()))
        shown = random.randint(0, 9)
        found.append(shown)
    return found


def left_early(limit):
    found = []
    for trial in range(40):
        random.seed(trial * 7)
        value = walk(20)
        found.append(value)
        if trial == limit:
            break
    return found, random.random()


def sometimes_seeded():
    found = []
    for trial in range(30):
        value = work(trial)
        if trial % 3 == 0:
            random.seed(trial)
            value += walk(10)
        found.append(value)
    return found, random.random()


def drawn_before():
    found = []
    for trial in range(30):
        first = random.random()
        random.seed(trial)
        found.append((first, walk(10)))
    return found, random.random()


def in_a_branch_only():
    found = []
    for trial in range(30):
        if trial % 2:
            random.seed(trial)
        found.append(walk(10))
    return found


def no_seed_at_all(values):
    found = []
    for value in values:
        random.seed(value)
        found.append(type(walk(3)))
    return found


def raising():
    found = []
    try:
        for trial in range(30):
            random.seed(trial)
            value = walk(12)
            if trial == 17:
                raise ValueError(trial)
            found.append(value)
    except ValueError as error:
        found.append(str(error))
    return found, random.random()


def raising_in_order():
    found = {}
    try:
        for trial in range(30):
            random.seed(trial)
            value = walk(12)
            found[10 // (20 - trial)] = value
            value = walk(2)
            found[trial] = value
    except ZeroDivisionError as error:
        found["error"] = str(error)
    return found, random.random()


def printed_first():
    for trial in range(20):
        print("trial", trial)
        random.seed(trial)
        print(round(walk(25), 6))
    print(random.random())


def continued():
    found = []
    for trial in range(30):
        if len(found) % 4 == 3:
            found.append(None)
            continue
        random.seed(trial)
        found.append(walk(9))
    return found, random.random()


def inner_seeds():
    found = []
    for trial in range(12):
        values = []
        for part in range(trial % 4):
            random.seed(trial * 10 + part)
            values.append(walk(15))
        values.append(work(trial))
        found.append(values)
    return found, random.random()


class Source:
    def __init__(self, number):
        self.number = number
        random.seed(number)
        self.values = [random.random() for _ in range(5)]

    def draw(self):
        return random.choice(self.values) + work(self.number)


def objects():
    found = []
    for number in range(20):
        source = Source(number)
        found.append(source.draw())
    return found, random.random()


def objects_seeded():
    found = []
    for number in range(20):
        random.seed(str(number))
        source = Source(number)
        found.append(source.draw())
        random.shuffle(found)
    return found, random.random()


def generated():
    for number in range(12):
        random.seed(number)
        yield walk(6)
        yield walk(7)


def main():
    random.seed(5)
    print(plain(), random.random())
    print(then_drawn_in_order(), random.random())
    print(left_early(23), left_early(99))
    print(sometimes_seeded())
    print(drawn_before())
    print(in_a_branch_only())
    print(no_seed_at_all([1, 2, None]), len(no_seed_at_all([3.5, "a", b"b", True] * 6)))
    print(raising())
    print(raising_in_order())
    printed_first()
    print(continued())
    print(inner_seeds())
    print(objects())
    print(objects_seeded())
    print([round(value + random.random(), 5) for value in generated()])
    state = random.getstate()
    print(plain()[:2], random.gauss(0, 1))
    random.setstate(state)
    print(gauss(0, 1), random.gauss(0, 1), file=sys.stdout)


main()
