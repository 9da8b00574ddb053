import functools


@functools.lru_cache(maxsize=100)
def parts(n):
    return [n * 0.5 for _ in range(20)]


total = 0.0
for i in range(5000):
    total += parts(i)[3]
