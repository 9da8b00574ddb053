"""Counters, tables, sets and lists of NumPy's numbers, which are not those of Python."""
import numpy as np
from collections import Counter, defaultdict
def work(n):
    return sum(k * k % (n + 2) for k in range(300))
h = np.zeros(10, dtype=int)
xs = np.random.default_rng(1).integers(0, 10, 60)
for x in xs:
    h[x] += work(int(x)) % 3
print(h)
u = np.zeros(4, dtype=np.uint8)
for i in range(60):
    u[i % 4] += work(i) % 250
print(u)
c = Counter()
for x in xs:
    c[x] += work(int(x))
print(c, type(next(iter(c))))
d = defaultdict(int)
for i, x in enumerate(xs):
    d[x] = d.get(x, 0) + np.int32(work(i))
print(d, {type(v) for v in d.values()})
total = 0
for x in xs:
    total += x * work(3)
print(total, type(total))
n = 0
for x in xs:
    if work(int(x)) % 2:
        n += 1
    n += np.int8(work(int(x)) % 100)
print(n, type(n))
g = defaultdict(list)
for i, x in enumerate(xs):
    g[x % 3].append(np.full(2, work(i)))
print({k: len(v) for k, v in g.items()}, g[0][0])
s = set()
for x in xs:
    s.add(x * work(int(x)))
print(len(s), sorted(s)[:3], {type(v) for v in s})
flags = 0
for x in xs:
    flags += work(int(x)) > 20000
print(flags, type(flags))
b = 0
for x in xs:
    b += x > work(2) % 7
print(b, type(b))
lst = [0] * 10
for x in xs:
    lst[x] += work(int(x))
print(lst)
lst = [0] * 10
for x in xs:
    lst[x] += x * work(2)
print(lst, type(lst[1]))
out = []
for row in np.arange(40.0).reshape(8, 5):
    out.append(np.sort(np.cumsum(row))[-1])
    out.extend(np.sort(row) * work(2))
print(out[:8], type(out[0]))
