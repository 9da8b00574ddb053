import functools


@functools.lru_cache(maxsize=1000)
def half(n):
    return n * 0.5


total = 0.0
for i in range(9000):
    total += half(i)
