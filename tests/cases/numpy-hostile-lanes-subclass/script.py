"""An array of a class of the program, which says what it stores."""
import numpy as np


def heavy(row):
    return float(np.sort(np.outer(row, row).ravel() % 7).cumsum().sum())


def smooth(row):
    return np.cumsum(np.cumsum(row + heavy(row)))


class Rows(np.ndarray):
    def __setitem__(self, key, value):
        print("set", key)
        super().__setitem__(key, value)


r = np.arange(12.0).reshape(3, 4).view(Rows)
for i in range(3):
    r[i] = np.asarray(smooth(np.asarray(r[i])))
print(np.asarray(r))
