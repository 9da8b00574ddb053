import itertools


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


ticket = itertools.count(1)
wheel = itertools.cycle("abc")


def numbered(n):
    return next(ticket), next(wheel), work(n)


for n in range(7):
    print(numbered(n))
print(next(ticket), next(wheel))
for key, group in itertools.groupby(sorted(range(20), key=work), key=lambda n: work(n) // 30):
    print(key, [n for n in group])
groups = [(key, group) for key, group in itertools.groupby("aabbbc")]
print([(key, list(group)) for key, group in groups])
one, two = itertools.tee(work(n) for n in range(6))
for a, b in zip(one, itertools.islice(two, 1, None)):
    print(a, b)
print(list(one), list(two))
counter = itertools.count()
for n in itertools.takewhile(lambda n: work(n) < 90, counter):
    print(n)
print(next(counter))
for a, b in zip(counter, range(3)):
    print(work(a), b)
print(next(counter))
source = iter(range(12))
for chunk in iter(lambda: list(itertools.islice(source, 5)), []):
    print(chunk, [work(n) for n in chunk])
for a in zip(*[iter(range(9))] * 3):
    print(a, work(sum(a)))
pool = iter([3, 1, 2])
print(max(pool, key=work), list(pool), sum(work(n) for n in pool))
text = iter("x1y2z3")
print({letter: work(int(next(text))) for letter in text})
