import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

a = np.arange(12.0).reshape(3, 4)
buf = np.zeros(4)

s = np.array([3.0, 1.0, 2.0])
outs = []
for i in range(3):
    s.sort()
    outs.append(f(s + i).sum())
    s[0] = 10 - i
print(outs, s)

med = []
for i in range(3):
    med.append(np.median(a[i], overwrite_input=True))
    a[i, 0] = 100 - i
print(med, a)
p = np.arange(6.0)
for i in range(3):
    p = np.nan_to_num(p, copy=False)
    p[i] = f(p).sum() % 5
print(p)

acc = np.zeros(4)
parts = []
for i in range(3):
    acc += f(a[i])
    parts.append(acc)
print(parts)
parts = []
for i in range(3):
    acc = acc + f(a[i])
    parts.append(acc)
print(parts)

def best(rows):
    m = np.full(4, -1.0)
    for row in rows:
        np.maximum(m, f(row), out=m)
    return m
print(best(a))

def rec(v, n):
    v[0] += n
    return f(v)
w = np.zeros(4)
print([rec(w, k).tolist() for k in range(4)])
print([float(x) for x in w])
