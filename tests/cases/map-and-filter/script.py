from itertools import chain, islice, starmap, product, combinations, permutations, accumulate


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def mix(a, b):
    return work(a * 10 + b)


print(list(map(work, range(10))))
print(list(map(mix, range(5), (9, 8, 7))))
print(list(filter(lambda n: work(n) > 50, range(20))))
print(list(filter(None, map(lambda n: work(n) % 3, range(12)))))
print(list(starmap(mix, zip(range(4), range(4, 8)))))
print(sum(map(work, chain(range(3), [50, 60]))))
lazy = map(work, range(100))
print(list(islice(lazy, 3)), next(lazy))
for a, b in combinations(range(5), 2):
    print(a, b, mix(a, b), end="; ")
print()
best = max(permutations(range(5)), key=lambda p: work(p[0] * 625 + p[1] * 125 + p[2] * 25 + p[3] * 5 + p[4]))
print(best)
print([mix(a, b) for a, b in product(range(3), repeat=2) if a != b])
print(list(accumulate(map(work, range(8)))))
doubled = map(lambda n: n * 2, map(work, range(3)))
print(*doubled, sep=" / ")
