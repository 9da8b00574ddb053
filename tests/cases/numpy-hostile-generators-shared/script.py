import warnings
import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

rng = np.random.default_rng(1)
same = np.random.default_rng(rng)
vals = []
for i in range(4):
    vals.append(f(rng.random(3)).sum())
    vals.append(same.integers(10))
print(vals)
bits = np.random.PCG64(5)
g1, g2 = np.random.Generator(bits), np.random.Generator(bits)
print([(f(g1.random(2)).sum(), g2.random()) for _ in range(3)])
ss = np.random.SeedSequence(3)
print([f(np.random.default_rng(ss.spawn(1)[0]).random(3)).sum() for _ in range(4)])
print([f(np.random.default_rng(s).random(3)).sum() for s in ss.spawn(5)])
rs = np.random.RandomState(4)
print([f(rs.rand(3)).sum() for _ in range(4)])
print([f(np.random.RandomState(k).rand(3)).sum() for k in range(4)])
print([f(g.random(3)).sum() for g in rng.spawn(4)])
print([f(g.random(3)).sum() for g in [rng] * 4])
