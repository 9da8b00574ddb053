"""Arrays that share memory, in ways that make order matter."""
import numpy as np

def work(x):
    s = 0.0
    for k in range(200):
        s += (x + k) % 7
    return s

def heavy(row):
    return np.sort(np.cumsum(np.outer(row, row).ravel()))[:len(row)]

a = np.arange(40, dtype=float)
b = a[1:]
for i in range(39):
    b[i] = work(a[i])            # writes a[i + 1], which the next round reads
print(a)

a = np.arange(24, dtype=float).reshape(6, 4)
t = a.T
for i in range(4):
    t[i, :] = heavy(a[:, i][:6])[:6] + a[0, 0]
print(a)

def tail(x):
    return x[1:]

a = np.arange(30, dtype=float)
c = tail(a)
for i in range(29):
    c[i] = work(a[i]) % 13
print(a)

x = np.arange(12, dtype=float)
y = np.asarray(x)
z = np.atleast_2d(x)
for i in range(11):
    y[i + 1] = work(x[i]) % 11 + z[0, i]
print(x, z)

base = np.zeros((5, 5))
rows = [base[i] for i in range(5)]
for i in range(4):
    rows[i + 1][:] = heavy(base[i] + 1.0) % 17
print(base)

d = np.diag(np.arange(5.0))
e = np.broadcast_to(np.arange(5.0), (5, 5))
try:
    for i in range(5):
        e[i] = heavy(d[i])
except ValueError as error:
    print(error)

m = np.arange(16.0).reshape(4, 4)
flat = m.ravel()
res = []
for i in range(4):
    res.append(heavy(m[i]).sum())
    flat[(i + 1) % 4 * 4] += 1.0
print(res, m)

q = np.arange(10.0)
r = q.reshape(2, 5)
def bump(v, k):
    v += k
    return np.sort(np.cumsum(v * 2.0))
for k in range(3):
    print(bump(r[k % 2], float(k)))
print(q)
