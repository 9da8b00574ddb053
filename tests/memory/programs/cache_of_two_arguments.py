import functools


@functools.lru_cache(maxsize=None)
def product(a, b):
    return a * b + 0.25


total = 0.0
for i in range(60):
    for k in range(50):
        total += product(i, k)
