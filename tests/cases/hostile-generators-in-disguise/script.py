"""Random generators that are not what they seem."""
import random


def simulate(x, y):
    total = 0.0
    for k in range(1, 400):
        total += (x * k + y) % 1.7
    return total


class Loaded(random.Random):
    count = 0

    def random(self):
        self.count += 1
        return super().random() / 2


random.seed(5)
loaded = Loaded(4)
for i in range(8):
    x = loaded.random()
    value = simulate(x, i)
    print(value)
print(loaded.count)
system = random.SystemRandom()
for i in range(4):
    x = system.random()
    value = simulate(x, i)
    print(value > 0)
# The module's function is replaced.
kept = random.random
random.random = lambda: 0.25
for i in range(5):
    x = random.random()
    value = simulate(x, i)
    print(value)
random.random = kept
for i in range(5):
    x = random.random()
    value = simulate(x, i)
    print(value)
