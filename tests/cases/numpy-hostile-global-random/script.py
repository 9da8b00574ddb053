import warnings
import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

np.random.seed(3)
res = []
for i in range(5):
    res.append(f(np.random.rand(4)).sum())
print(res, np.random.rand())

def sample(n):
    return f(np.random.normal(size=n)).mean()
print([sample(5) for _ in range(4)])
def hidden(n):
    np.random.shuffle(n)
    return f(n)
print([hidden(np.arange(5.0))[0] for _ in range(4)])
