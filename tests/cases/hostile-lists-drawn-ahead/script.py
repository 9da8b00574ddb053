import random


def simulate(x, y):
    total = 0.0
    for k in range(1, 400):
        total += (x * k + y) % 1.7
    return total


class Card:
    def __init__(self, number):
        self.number = number


def highest(sample):
    sample.sort()
    return simulate(sample[-1], sample[0])


def sorted_by_the_task(rng):
    for i in range(8):
        sample = [rng.choice(range(9)) for _ in range(5)]
        print(highest(sample), sample)


def read_only(rng):
    for i in range(8):
        sample = [rng.choice(range(9)) for _ in range(5)]
        print(simulate(max(sample), min(sample)), sample)


def changed(sample):
    for card in sample:
        card.number += 1
    return simulate(sample[0].number, len(sample))


def of_objects(rng):
    cards = [Card(n) for n in range(6)]
    for i in range(8):
        sample = [rng.choice(cards) for _ in range(4)]
        print(changed(sample), [card.number for card in sample], cards[0].number)


def kept(rng):
    hands, mixed = [], [1, True, 1.0, 0.0, -0.0, 5]
    for i in range(8):
        sample = [rng.choice(mixed) for _ in range(5)]
        hands.append(sample)
        value = simulate(len(str(sample)), i)
        print(value, sample is hands[-1], hands[0] is sample)
    hands[0].append(1)
    print(hands)


def throw(rng):
    return rng.randint(1, 6)


def by_a_function(rng):
    for i in range(8):
        sample = [throw(rng) + rng.random() for _ in range(3)]
        value = simulate(sample[0], i)
        print(value, sum(sample))


def with_conditions(rng):
    for i in range(8):
        sample = [x for x in range(9) if rng.random() < 0.5 and (i != 5 or rng.seed(4) is None)]
        value = simulate(len(sample), i)
        print(value, sample)


def overwritten(rng):
    for i in range(8):
        sample = [rng.random() for _ in range(3)]
        sample[0] = sample[1]
        value = simulate(sample[0], i)
        print(value, sample)


def drawn_from_besides(rng, log):
    for i in range(8):
        sample = [rng.random() for _ in range(3)]
        value = simulate(sum(sample), i)
        if value % 2 > 1.2:
            log.append(rng.random())
        print(value, log)


def named_as_outside(rng, x):
    for i in range(8):
        sample = [rng.random() + x for x in range(3)]
        value = simulate(sum(sample), x)
        print(value, x)


def fails(rng):
    try:
        for i in range(8):
            sample = [1 // (rng.randrange(30) - 3) for _ in range(3)]
            value = simulate(sum(sample), i)
            print(value)
    except ZeroDivisionError as error:
        print(error, i, sample)


class Player:
    def __init__(self, generator):
        self.generator = generator
        self.score = sum(simulate(generator.gauss(0, 1), k) for k in range(3))


def player(seed):
    return Player(random.Random(seed))


def sharing(seed, rng):
    return Player(rng if seed == 3 else random.Random(seed))


def players():
    found = []
    for seed in range(8):
        one = player(seed)
        found.append(one)
    print([one.score + one.generator.gauss(0, 1) for one in found])


def shared_players(rng):
    found = []
    for seed in range(8):
        one = sharing(seed, rng)
        found.append(one)
    print([one.generator.random() for one in found], rng.random(), found[3].generator is rng)


random.seed(1)
for function in (sorted_by_the_task, read_only, of_objects, kept, by_a_function, with_conditions, overwritten, fails):
    generator = random.Random(7)
    function(generator)
    print(generator.random())
named_as_outside(random.Random(7), 5)
drawn_from_besides(random.Random(7), [])
players()
shared_players(random.Random(7))
