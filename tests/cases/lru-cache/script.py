from functools import lru_cache


@lru_cache(maxsize=None)
def ways(total, largest):
    if total == 0:
        return 1
    if total < 0 or largest == 0:
        return 0
    return ways(total - largest, largest) + ways(total, largest - 1)


@lru_cache(maxsize=8)
def noisy(n):
    print("computing", n)
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return [x % 100]


results = []
for n in range(30):
    results.append(ways(n, n))
print(results)
print(ways.cache_info())

for n in [1, 2, 1, 3, 2, 20, 1]:
    noisy(n).append(n)
print(noisy(1), noisy(1) is noisy(1))
print(noisy.cache_info())
for n in range(10):
    noisy(n)
print(noisy(1), noisy.cache_info())
