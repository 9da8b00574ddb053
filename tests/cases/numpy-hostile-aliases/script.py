import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

a = np.arange(12.0).reshape(3, 4)
buf = np.zeros(4)

e = np.einsum("ii->i", a[:, :3])
res = []
for i in range(3):
    res.append(f(a[i]).sum())
    e[i] += 100
print(res, a)
s0, s1 = np.split(a, [1])
res = []
for i in range(2):
    res.append(f(a[i + 1]).sum())
    s1[i] *= 2.0
print(res)
u, v = np.broadcast_arrays(a, a[0])
w1 = np.linalg.matrix_power(a[:3, :3], 1)
w1[0, 0] = 5
res = []
for i in range(3):
    res.append(f(a[i]).sum())
    w1[i, i] = f(w1[i])[0]
print(res, w1)
dd = np.diff(a, 0)
res = []
for i in range(3):
    res.append(f(a[i]).sum())
    dd[i, 0] = i
print(res)
fb = bytearray(16)
arr = np.frombuffer(fb, dtype=np.uint8)
res = []
for i in range(4):
    res.append(int(np.cumsum(np.sort(arr))[-1]))
    fb[i] = i + 1
print(res)
