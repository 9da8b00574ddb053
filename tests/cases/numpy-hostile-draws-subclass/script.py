"""A generator of a class of the program, which says when it is drawn from."""
import numpy as np


def work(sample):
    total = 0.0
    for k in range(60):
        total += float(((sample + k) % 1.7).sum())
    return total


out = []


class Own(np.random.RandomState):
    def normal(self, *args, **kwargs):
        print("drawn")
        return super().normal(*args, **kwargs)


own = Own(4)
for b in range(5):
    sample = own.normal(size=30)
    out.append(work(sample))
print(sum(out), own.normal())
