# Seeds that say too little, seeds that are none, and who draws besides.
import random
import random as dice

shared = random.Random(3)


def work(n):
    total = 0
    for k in range(400):
        total = (total * 31 + k * n) % 1000003
    return total


def draw(n):
    return round(sum(random.random() for _ in range(10)) + work(n), 6)


def pick(values):
    random.shuffle(values)
    return values[0] + work(values[-1])


class Seeded(random.Random):
    pass


def other_draws():
    found = []
    for trial in range(20):
        random.seed(trial)
        found.append(draw(trial) + shared.random())
    return found[-1], random.random(), shared.random()


def passed_on(values):
    found = []
    for trial in range(20):
        random.seed(trial)
        found.append(pick(values))
    return found, values, random.random()


def fresh_lists():
    found = []
    for trial in range(20):
        dice.seed(trial)
        found.append(pick(list(range(12))))
    return found, random.random()


def seeded_in_passing():
    found = []
    for trial in range(20):
        (trial % 4 and random.seed(trial))
        found.append(draw(trial))
    return found, random.random()


def seeded_by_chance():
    found = []
    for trial in range(20):
        for value in range(trial % 3):
            random.seed(value)
        found.append(draw(trial))
    return found, random.random()


def seeded_lazily():
    found = []
    for trial in range(20):
        seeds = (random.seed(value) for value in range(3))
        found.append(draw(trial))
        list(seeds)
    return found, random.random()


def yielding():
    for trial in range(16):
        random.seed(trial)
        yield draw(trial)
        yield random.random()


def handed(start):
    state = random.getstate()
    found = []
    for trial in range(20):
        random.seed(trial)
        value = draw(trial)
        random.setstate(state)
        found.append((value, draw(start)))
    return found[-1], random.random()


def tried():
    found = []
    for trial in range(24):
        try:
            random.seed([1] if trial % 7 == 6 else trial)
        except TypeError:
            found.append("unhashable")
        value = draw(trial)
        found.append(value)
    return found, random.random()


def left_inside(values):
    found = []
    for trial in range(30):
        random.seed(trial)
        value = draw(trial)
        if value in values:
            return found, random.random()
        found.append(value)
    return len(found), random.random()


def last_words():
    found = []
    for trial in range(20):
        value = work(trial)
        found.append(value)
        random.seed(value)
        found.append(draw(trial))
    else:
        found.append(random.random())
    return found[-3:], random.random()


def nested(depth):
    found = []
    for trial in range(4 if depth else 12):
        random.seed(trial + depth)
        value = draw(trial)
        if depth:
            value += nested(depth - 1)[0]
        found.append(value)
    return round(sum(found), 6), random.random()


def main():
    random.seed(11)
    print(other_draws())
    print(passed_on(list(range(9))))
    print(fresh_lists())
    print(seeded_in_passing())
    print(seeded_by_chance())
    print(seeded_lazily())
    print([round(value + random.random(), 6) for value in yielding()])
    print(handed(4))
    print(tried())
    random.seed(9)
    print(left_inside({draw(9)}), left_inside({0}))
    print(last_words())
    print(nested(2), nested(0))
    print(Seeded(4).random(), random.random())


main()
