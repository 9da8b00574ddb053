import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

a = np.arange(12.0).reshape(3, 4)
buf = np.zeros(4)

kept = []
for i in range(3):
    np.multiply(a[i], 2.0, out=buf)
    kept.append(f(buf))
print(kept, buf)

kept = []
for i in range(3):
    r = np.add(a[i], f(a[i]), buf)
    kept.append(r)
print(kept)                        # three times the same array

res = [np.add(a[i], f(a[i]), out=buf) for i in range(3)]
res[0][0] = 77
print(res)

acc = np.zeros(5)
idx = np.array([0, 1, 1, 3])
for i in range(3):
    np.add.at(acc, idx, f(a[i]))
print(acc)
h = np.zeros((3, 4))
for i in range(3):
    np.copyto(h[i], f(a[i]))
print(h)
