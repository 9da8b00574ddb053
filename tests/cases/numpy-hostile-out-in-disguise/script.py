import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

a = np.arange(12.0).reshape(3, 4)
buf = np.zeros(4)

def args(x, *rest, **more):
    return np.sort(np.add(x, 1.0, *rest, **more))
print([args(a[i], a[(i + 1) % 3]).sum() for i in range(3)], a)
print([args(a[i], out=a[(i + 1) % 3]).sum() for i in range(3)], a)
kw = {"out": buf}
print([args(a[i], **kw).sum() for i in range(3)], buf)

outs = (buf,)
print([np.sort(np.exp(a[i] / 9, out=outs)).sum() for i in range(3)], buf)
f2 = np.add
print([np.sort(f2(a[i], 1, buf)).sum() for i in range(3)], buf)
for op in (np.add, np.multiply):
    print([np.sort(op(a[i], 2, buf)).sum() for i in range(3)], buf)
fns = {"a": np.add}
print([np.sort(fns["a"](a[i], 2, buf)).sum() for i in range(3)], buf)
