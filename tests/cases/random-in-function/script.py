import random


def walk(steps):
    position = 0
    for _ in range(steps):
        position += random.choice((-1, 1))
    return position


random.seed(4)
ends = []
for i in range(20):
    ends.append(walk(200))
print(ends)
print(random.random(), random.getrandbits(40))

rng = random.Random(9)


def throw(n):
    return sum(rng.randrange(6) + 1 for _ in range(n))


print([throw(50) for _ in range(10)])
print(rng.random())
random.shuffle(ends)
print(ends)
