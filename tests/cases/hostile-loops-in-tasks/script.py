from collections import defaultdict
from functools import lru_cache


def work(n):
    t = 7
    for a in range(200):
        t = (t * 31 + a * n + (n >> 3)) % 10007
    return t


table = defaultdict(list)
for start in range(5):
    table[start].append(start)


def look(n):
    out = []
    for i in range(n):
        v = work(i) + len(table[i % 9 if n > 20 else i % 3])
        out.append(v)
    return out


@lru_cache(maxsize=None)
def ways(n):
    return 1 if n < 2 else (ways(n - 1) + ways(n - 2)) % 1000003


def ways_up_to(n):
    out = []
    for i in range(n):
        v = ways(i * 9) + work(i)
        out.append(v)
    return out


def main():
    for size in (3, 40):
        r = look(size)
        print(size, sum(r))
    print(sorted(table))
    for size in (8, 60):
        r = ways_up_to(size)
        print(size, sum(r))
    print(ways(1000))  # deeper than the limit, but for what the loop left in the cache


main()
