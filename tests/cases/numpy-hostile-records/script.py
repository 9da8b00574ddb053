import numpy as np
rng = np.random.default_rng(0)
A = rng.standard_normal((40, 37, 31))

def rec(i):
    z = np.zeros(3, dtype=[("a", "f8"), ("b", "i4")])
    z["a"] = np.sort(A[i, 0, :3])
    return z
zs = [rec(i) for i in range(4)]
e = [z[0] for z in zs]
e[0]["a"] = 7.0
print(zs[0]["a"][0])
def firsts(i):
    z = rec(i)
    return z, z[0]
fs = [firsts(i) for i in range(4)]
fs[1][1]["a"] = 55.0
print(fs[1][0]["a"][0])
g = rec(0)
row = g[1]
res = []
for i in range(3):
    row["a"] = i
    res.append(np.sort(np.cumsum(g["a"])).sum())
print(res)
