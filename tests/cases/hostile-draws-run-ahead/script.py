"""Random numbers that are drawn ahead, while others draw from the same generator, set it back, or stand in its place."""
import random
from random import random as draw


def simulate(x, y):
    total = 0.0
    for k in range(1, 400):
        total += (x * k + y) % 1.7
    return total


def noisy(x):
    return simulate(x, random.random())


def throw():
    return random.randint(1, 6)


random.seed(1)
rng = random.Random(2)
# In the heavy part, in a function, in a condition that depends on what is heavy.
for i in range(10):
    x = random.random()
    print(i, noisy(x))
for i in range(10):
    x = throw()
    print(i, simulate(x, i))
for i in range(10):
    x = draw()
    value = simulate(x, i)
    if value > 330:
        print("again", random.random(), draw())
print(random.random())
for i in range(10):
    x = rng.random()
    value = simulate(x, i)
    if value % 1 > 0.5:
        rng.random()
    if i == 6:
        rng.seed(3)
    if i == 8:
        rng.setstate(random.Random(9).getstate())
print(value, rng.random())
state = random.getstate()
for i in range(6):
    x = random.gauss(0, 1)
    value = simulate(x, i)
    random.setstate(state)
    print(value)
print(random.gauss(0, 1))
# Two names, one generator; a name that means another one later.
other = rng
for i in range(8):
    x = rng.random()
    value = simulate(x, other.random())
    print(value)
for i in range(8):
    x = rng.random()
    value = simulate(x, i)
    if i == 3:
        rng = random.Random(11)
    print(value)
print(rng.random(), other.random())


def shuffled(n):
    cards = list(range(10))
    for i in range(n):
        rng.shuffle(cards)
        top = cards[0]
        value = simulate(top, i)
        print(top, value)
    return cards


print(shuffled(6))


def deal(generator):
    for i in range(6):
        x = generator.random()
        value = simulate(x, i)
        yield value


dealt = []
for value in deal(rng):
    dealt.append((value, rng.random()))
print(dealt)
values = list(range(8))
for value in values:
    x = rng.random()
    result = simulate(x, value)
    if value == 3:
        values.append(100)
        values[5] = 50
    print(value, result)
