from functools import lru_cache


@lru_cache(maxsize=None)
def square(n):
    return n * n * 1.5


total = 0.0
for i in range(4000):
    total += square(i)
