"""Searches whose whole work stands in the condition of a `while` loop: found, given up, ended by an exception, and with a condition on several lines."""


def divisors_sum(n):
    total = 0
    for d in range(1, int(n**0.5) + 1):
        if n % d == 0:
            total += d if d * d == n else d + n // d
    return total


def is_prime(n):
    return n > 1 and all(n % d for d in range(2, int(n**0.5) + 1))


def next_pair(n, limit, gap):
    steps = 0
    while n < limit and not (is_prime(n)
                             and is_prime(n + gap)):  # two of them
        n += 2
        steps += 1
        if steps == 400:
            print("given up")
            break
    else:
        print("ended", n < limit)
    return n, steps


house = 1
while divisors_sum(house) * 10 < 60000:
    house += 1
print(house)

for start, limit, gap in [(1001, 3001, 34), (100001, 100101, 3), (1000001, 1002001, 1)]:
    print(next_pair(start, limit, gap))


class Weights:
    """Whether there is any weight is asked of the object, and counts."""

    asked = 0

    def __init__(self, n):
        self.n = n

    def __bool__(self):
        Weights.asked += 1
        return divisors_sum(self.n) % 7 != 0


weight = 30
while Weights(weight):
    weight += 1
print(weight, Weights.asked)

# What the condition reads is changed in the body, in a way that is not foreseen.
seen = []
while divisors_sum(len(seen) * 37 + 1) % 11 != 5:
    seen.append(divisors_sum(len(seen)) % 5)
print(seen)


def checked(n):
    if n == 2600:
        raise ValueError(f"{n} is too much")
    return divisors_sum(n) > 0


number = 2400
while checked(number):
    number += 1
