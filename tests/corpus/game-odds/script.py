"""Monty Hall, birthday paradox, gambler's ruin with seeds per batch; shared random at module level too."""
import random


def monty(trials, switch, seed):
    rng = random.Random(seed)
    wins = 0
    for _ in range(trials):
        car = rng.randrange(3)
        pick = rng.randrange(3)
        if switch:
            wins += pick != car
        else:
            wins += pick == car
    return wins


def birthday(n, trials, seed):
    rng = random.Random(seed)
    hits = 0
    for _ in range(trials):
        seen = set()
        for _ in range(n):
            d = rng.randrange(365)
            if d in seen:
                hits += 1
                break
            seen.add(d)
    return hits / trials


def ruin():
    money = 10
    steps = 0
    while 0 < money < 20:
        money += random.choice((-1, 1))
        steps += 1
    return money == 20, steps


total = 0
for batch in range(20):  # expert: easy
    total += monty(300, True, batch)
print("switching wins", total / 6000)
print([birthday(n, 60, n) for n in range(5, 60, 5)])  # expert: easy
random.seed(4)
outcomes = [ruin() for _ in range(100)]
print(sum(won for won, _ in outcomes), max(steps for _, steps in outcomes))
