import random


def simulate(seed, steps):
    """Every run has a generator of its own, so that runs do not disturb each other."""
    rng = random.Random(seed)
    position = 0
    furthest = 0
    for _ in range(steps):
        position += rng.choice((-1, 1))
        furthest = max(furthest, abs(position))
    return position, furthest


random.seed(1)
ends = []
for run in range(25):
    position, furthest = simulate(1000 + run, 400)
    ends.append(position)
    if furthest > 40:
        print("run", run, "went as far as", furthest)
print(ends, sum(ends) / len(ends))
print(random.random())
