import math


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 10


class Key:
    compared = 0

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        Key.compared += 1
        return self.value < other.value

    def __gt__(self, other):
        Key.compared += 1
        return self.value > other.value


def counting(word):
    return Key(work(len(word)) + Key.compared % 7)


def peeking(word):
    return work(len(word) + len(words))


def nan_key(n):
    return (math.nan, work(n))


def float_key(n):
    return math.nan if n % 5 == 3 else float(work(n))


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


words = ["w" * (n % 7 + 1) + str(n) for n in range(30)]
words.sort(key=peeking)
print(words)
print(max(words, key=counting), Key.compared)
print(min(iter(words), key=counting), Key.compared)
print(sorted(words, key=counting), Key.compared)
print(sorted(range(20), key=nan_key), max(range(20), key=nan_key), min(range(20), key=nan_key))
print(sorted(range(20), key=float_key), max(range(20), key=float_key))
print(sorted(words, key=lambda w: work(len(w)) + deep(50)))
print(sorted([w for w in words], key=None)[:2], max(words, key=None))
options = {"key": peeking}
print(sorted(words, **options) == sorted(words, key=peeking), max("b", "ab", key=peeking))


def rounds():
    best = words
    for _ in range(3):
        best = sorted(best, key=lambda w: work(len(w) + len(best)))
    return best


print(rounds())
try:
    words.sort(key=lambda w: work(len(w)) + words.index(w))
except ValueError as error:
    print(type(error).__name__, len(words))
