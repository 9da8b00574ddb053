import numpy as np
rng = np.random.default_rng(0)
A = rng.standard_normal((40, 37, 31))

nan = [np.sort(np.array([1.0, np.nan, i])) for i in range(4)]
print(nan, [n[2] == n[2] for n in nan])
sc = [np.float32(np.cumsum(A[i, 0])[-1]) for i in range(4)]
print(sc, [type(s) for s in sc], [np.sort(A[i, 0])[0] for i in range(3)])
print([np.argsort(A[i, 0]).dtype for i in range(2)], [np.unique(np.round(A[i, 0]), return_counts=True) for i in range(2)])
vals = [np.sort(A[i, 0])[0] for i in range(6)]
vals.append(np.nan)
print(np.nan in vals, vals.index(vals[3]), np.sum(vals[:-1]))
