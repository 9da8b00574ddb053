"""Simulations that draw random numbers in each round, and then compute."""
import random
from random import gauss, randint

names = ["ada", "bob", "eve"]


def simulate(x, y):
    total = 0.0
    for k in range(1, 400):
        total += (x * k + y) % 1.7
    return total


def trials(rng, n):
    results = []
    for trial in range(n):
        x = rng.random()
        y = rng.gauss(0.0, 1.0)
        results.append(simulate(x, y))
    return results


def shared(n):
    total = 0.0
    for trial in range(n):
        x = random.uniform(-1.0, 1.0)
        if x < 0:
            y = random.expovariate(2.0)
        else:
            y = gauss(x, 1.0)
        kind = randint(1, 6)
        total += simulate(x, y) * kind
    return total


def until(rng, limit):
    count = 0
    for step in range(200):
        x = rng.random()
        value = simulate(x, step)
        count += 1
        if value > limit:
            break
    else:
        print("never")
    return count, step, rng.random()


def failing(rng):
    done = []
    try:
        for step in range(30):
            x = rng.randrange(1, 40)
            done.append(simulate(x, 1 // (x - 7)))
    except ZeroDivisionError as error:
        print(error, step, len(done))
    return rng.random()


def own_numbers(seed):
    shown = []
    for n in range(20):
        seed = (seed * 1103515245 + 12345) % 2147483648
        shown.append(simulate(seed % 100, n))
    return shown, seed


def chosen(rng):
    for row in [1, 2, 3, 4, 5, 6]:
        name = rng.choice(names)
        picked = rng.sample(range(20), 3)
        value = simulate(row, picked[0])
        print(row, name, picked, value)


rng = random.Random(42)
random.seed(7)
first = trials(rng, 25)
print(first[0], first[-1], sum(first), rng.random())
print(shared(25), random.random())
print(until(rng, 340.0), until(rng, 1e9))
print(failing(random.Random(5)), failing(rng), rng.gauss(0, 1))
print(own_numbers(3))
chosen(rng)
rng2 = rng
for i in range(12):
    x = rng.random()
    z = rng2.random()
    value = simulate(x, z)
    print(i, value)
while rng.random() < 0.9:
    x = rng.random()
    value = simulate(x, 2.0)
    print(value)
print(rng.getstate() == rng2.getstate(), random.random())


def resampled(values, rounds):
    means = []
    for _ in range(rounds):
        sample = [random.choice(values) for _ in values]
        means.append(sum(simulate(x, 1) for x in sample) / len(sample))
    return sorted(means)[1], random.random()


def noisy(rng, signal):
    worst = 0.0
    for step in range(12):
        noise = [rng.gauss(0.0, 0.1) for _ in range(20)]
        error = max(simulate(x, e) for x, e in zip(signal, noise))
        worst = max(worst, error)
    return worst, rng.random()


print(resampled([3, 1, 4, 1, 5, 9, 2, 6], 20))
print(noisy(rng, [k / 7 for k in range(20)]))
