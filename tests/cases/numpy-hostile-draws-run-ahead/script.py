"""Draws from generators of NumPy that others draw from as well, or whose numbers are changed before they are used."""
import numpy as np


def work(sample):
    total = 0.0
    for k in range(60):
        total += float(((sample + k) % 1.7).sum())
    return total


rng = np.random.default_rng(7)
twin = np.random.Generator(rng.bit_generator)  # draws from the same bits
out = []
for b in range(12):
    sample = rng.normal(size=50)
    out.append(work(sample) + twin.random())
print(sum(out), rng.random())

for b in range(12):
    sample = rng.normal(size=50)
    other = twin.normal(size=3)
    out.append(work(sample) + other.sum())
print(sum(out), rng.random())

for b in range(12):
    sample = rng.normal(size=50)
    sample[b] = 100.0
    out.append(work(sample))
print(sum(out))


def drawn():
    return rng.normal()


for b in range(12):
    sample = rng.normal(size=50)
    if work(sample) % 2 > 1:
        out.append(drawn())
print(sum(out))

for b in range(12):
    sample = rng.normal(size=50)
    value = work(sample)
    if value > 1700:
        rng = np.random.default_rng(b)
    out.append(value)
print(sum(out), rng.random())

for b in range(30):
    sample = rng.exponential(size=40)
    if work(sample) > 1600:
        break
print(b, rng.random())

old = np.random.RandomState(5)
old.normal()  # half of a pair is left
for b in range(8):
    sample = old.normal(size=33)
    out.append(work(sample))
print(sum(out), old.normal())

np.random.seed(3)
for b in range(8):
    sample = np.random.permutation(50)
    out.append(work(sample))
print(sum(out), np.random.rand())

rngs = np.random.default_rng(9).spawn(6)
for g in rngs:
    out.append(work(g.normal(size=40)))
print(sum(out), [g.random() for g in rngs])

views = rng.normal(size=(10, 6))
for b in range(10):
    rng.shuffle(views[b])
    out.append(work(views[b]))
print(sum(out), views.sum())
filled = np.empty(20)
for b in range(10):
    sample = rng.random(20, out=filled)
    out.append(work(sample) + filled[0])
print(sum(out), filled[:3])
