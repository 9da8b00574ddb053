import numpy as np
rng = np.random.default_rng(0)
A = rng.standard_normal((40, 37, 31))

def layout(i):
    x = A * (i + 1.37)
    return x.transpose(2, 0, 1) * 1.1          # keeps the order of memory: neither C nor Fortran
res = [layout(i) for i in range(6)]
print([r.strides for r in res], [repr(r.sum()) for r in res], [repr(r.sum(axis=1)[0, 0]) for r in res])

def strided(i):
    return (A[:, :, i] * 3.3)[::2, 1:]
res = []
for i in range(6):
    res.append(strided(i))
print([r.strides for r in res], [repr(float(r.sum())) for r in res])

def reshaped(i):
    return np.arange(12.0).reshape(3, 4) * 1.0, np.arange(12).reshape(4, 3) + 0, (A[i, 0] * 2).reshape(31, 1)
rr = []
for i in range(5):
    u, v, w = reshaped(i)
    rr.append((u, v, w))
print([(u.strides, v.strides, w.shape) for u, v, w in rr])

C = np.zeros((6, 5))
F = np.asfortranarray(rng.random((6, 5)))
for i in range(6):
    C[i] = np.sort(np.cumsum(F[i]))
for i in range(5):
    C[:, i] = np.sort(np.cumsum(F[:, i])) + 1
print(C, (F * 2).flags.f_contiguous)
ress = [np.asfortranarray(A[i] * 2) for i in range(3)]
print([r.flags.f_contiguous for r in ress], [repr(r.sum(axis=0)[1]) for r in ress], [repr(r.sum()) for r in ress])
