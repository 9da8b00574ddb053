import numpy as np
rng = np.random.default_rng(0)
A = rng.standard_normal((40, 37, 31))

def twins(i):
    x = A[i] * 2.0
    return x, x[1:], x.T
pairs = [twins(i) for i in range(5)]
for x, y, t in pairs:
    y[0, 0] = 99.0
    t[5, 0] = -1.0
print([(p[0][1, 0], p[1][0, 0], p[0][0, 5]) for p in pairs])

big = np.zeros((20, 30))
def get(i):
    return big[i]
rows = [get(i) for i in range(20)]
rows[3][:] = 1.0
print(big.sum())
def pick(i):
    k = int(np.argmax(np.cumsum(A[i, 0])))
    return k, A[i, 0, k]
ps = []
for i in range(10):
    ps.append(pick(i))
print(ps)
def pick_row(i):
    k = int(np.argmax(np.cumsum(A[i, 0])))
    return k, A[i, k % 37]
ps = []
for i in range(10):
    ps.append(pick_row(i))
ps[0][1][:] = 0.0
print([float(p[1].sum()) for p in ps], A[0].sum())
