"""Pairs and lists with a NaN that are put in order: the next element decides where it is the same NaN, and nothing where it is another one."""

import bisect
import heapq
import itertools


def work(n):
    total = 0
    for a in range(200):
        total = (total * 31 + a + n) % 10007
    return total


NAN = float("nan")


def measure(n):
    return NAN if work(n) % 2 else 1.0


values = [measure(n) for n in range(12)]
print(sorted(zip(values, range(12, 0, -1))))
print(max(zip(values, range(12, 0, -1))), min(zip(values, range(12))))
print(sorted(range(12), key=lambda n: (values[n], -n)))
print([(key, len(list(group))) for key, group in itertools.groupby(values)])

rows = []
heap = []
line = []
for n in range(12):
    value = measure(n)
    rows.append([value, -n])
    heapq.heappush(heap, (value, -n))
    bisect.insort(line, (value, -n))
rows.sort()
print(rows)
print([heapq.heappop(heap) for _ in range(12)])
print(line)
print(min((measure(n), -n) for n in range(12)), max([(measure(n), -n) for n in range(12)]))
print(sorted([measure(n) for n in range(12)]), min(measure(n) for n in range(12)))
