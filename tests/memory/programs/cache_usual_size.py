from functools import lru_cache


@lru_cache
def text(n):
    return "number %d" % n * 10


longest = 0
for i in range(3000):
    longest = max(longest, len(text(i)))
