"""Loops in which only some rounds append: workers append, and send what they have."""
import sys


def is_prime(n):
    if n < 2:
        return False
    for d in range(2, int(n ** 0.5) + 1):
        if n % d == 0:
            return False
    return True


def weight(n):
    total = 0.0
    for k in range(1, 60):
        total += (n * k % 17) / k
    if n == 260:
        raise KeyError(n)
    return total


class Kept:
    def __init__(self):
        self.heavy = [float("inf")]
        self.pairs = []

    def fill(self, first, last):
        for n in range(first, last):
            w = weight(n)
            if w > 30:
                self.heavy.append(round(w, 3) * 1.0)
            elif w < 20:
                self.pairs.append((n, w))


primes = [2]
for n in range(3, int(sys.argv[1])):
    if is_prime(n):
        primes.append(n)
print(len(primes), primes[-3:])

# An item of a list stays the object that it is.
words = ["w%d" % n for n in range(200)]
kept = []
for word in words:
    if is_prime(len(word) * 977 + int(word[1:])):
        kept.append(word)
print(len(kept), all(any(word is other for other in words) for word in kept))

# The same list under two names.
first = []
second = first
for n in range(100, 400):
    if is_prime(n):
        first.append(n * n)
    if is_prime(n + 2):
        second.append(-n)
print(first[:8], first is second, len(first))

store = Kept()
store.fill(1, 200)
print(len(store.heavy), store.heavy[:3], len(store.pairs), store.pairs[-1])
try:
    store.fill(200, 300)
except KeyError as error:
    print("stopped at", error)
print(len(store.heavy), store.heavy[-1], len(store.pairs), store.pairs[-1])
store.fill(250, 300)
