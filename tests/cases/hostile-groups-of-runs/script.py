"""Groups that share the position of the whole: drawn ahead, they would be used up."""
from itertools import groupby, islice, chain

def work(n):
    t = 0
    for i in range(200):
        t = (t * 31 + n * i) % 10007
    return t

data = [i * i % 7 for i in range(300)]

# the loop's own groups
out = []
for k, g in groupby(data):
    out.append((k, work(sum(g))))
print(out[:5], len(out))
out = []
for k, g in groupby(data, lambda x: x // 2):
    w = work(k)
    out.append((w, list(g)))
print(out[:5], len(out))
print([(work(k), list(g)) for k, g in groupby(data)][:4])
print([(work(k), len(list(g))) for k, g in enumerate(groupby(data))][:4])
print([work(sum(g)) for g in (g for k, g in groupby(data))][:4])
print([work(sum(g)) for g in map(lambda p: p[1], groupby(data))][:4])
print([work(sum(g) + k) for k, g in list(groupby(data))][:4])
pairs = list(groupby(data))
print([work(sum(g) + k) for k, g in pairs][-4:])
groups = groupby(data)
k, g = next(groups)
print(k, [work(x) for x in g])
res = []
for i in range(50):
    k, g = next(groups)
    res.append(work(sum(g)) + k)
print(res[:5])
it = iter(data)
res = []
for i in range(20):
    for k, g in groupby(islice(it, 10)):
        res.append(work(k) + sum(g))
print(res[:5], len(list(it)))
it = iter(data)
def first(n):
    for k, g in groupby(it):
        return work(n) + k
print([first(n) for n in range(30)], len(list(it)))
calls = []
def key(x):
    calls.append(x)
    return x // 3
def late(s):
    groups = groupby(s, key)
    k, g = next(groups)
    return g
gs = []
for i in range(20):
    gs.append(late(data[i:i + 9]))
    work(i)
print(len(calls))
for g in gs:
    print(list(g), work(len(calls)))
print(len(calls))
held = groupby(data)
kept = [g for k, g in held]
def consume(i):
    return work(i) + len(list(kept[i]))
print([consume(i) for i in range(30)])
def stale(s):
    parts = list(groupby(s))
    return [work(k) + len(list(g)) for k, g in parts]
print([stale(data[i:i+20]) for i in range(10)][:2])
whole = groupby(data)
def one(i, pair):
    k, g = pair
    return work(i), k, list(g)
print([one(i, pair) for i, pair in enumerate(whole)][:4])
print(list(map(lambda p: (work(p[0]), list(p[1])), groupby(data)))[:4])
print(sorted(groupby(data[:9]), key=lambda p: work(p[0]) + len(list(p[1])))[0][0])
with open("lines.txt", "w") as f:
    for n in range(200):
        f.write("%d\n" % (n // 3 % 5))
with open("lines.txt") as f:
    for k, g in groupby(f, lambda line: line[:1]):
        print(k.strip(), work(int(k)), len(list(g)), end=";")
with open("lines.txt") as f:
    print([(work(int(k)), len(list(g))) for k, g in groupby(f)][:4])
