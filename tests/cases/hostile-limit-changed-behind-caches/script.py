import functools
import sys


def mixed(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    return x


def deep(n):
    return 1 + deep(n - 1) if n else 0


@functools.lru_cache(maxsize=None)
def depth(n):
    found = mixed(n)
    try:
        return deep(n) + found
    except Exception:
        return -1


limit = sys.getrecursionlimit()
print([depth(150 * n) for n in range(10)])
sys.setrecursionlimit(5000)
print([depth(150 * n) for n in range(12)])
sys.setrecursionlimit(limit)
