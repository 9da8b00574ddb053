import warnings
import numpy as np

def f(x):
    return np.sort(np.cumsum(x) * 3.0)

np.pi = 3.0
print([np.sort(np.arange(3.0) * np.pi).sum() for _ in range(3)])
real_sort = np.sort
def loud(x):
    print("sorting")
    return real_sort(x)
np.sort = loud
print([f(np.arange(3.0) + i).sum() for i in range(3)])
