"""A loop over a tuple that is not empty gives its names a value; one over a list that may be empty does not."""
import sys


class Model:
    def __init__(self, k):
        self.k = k

    def score(self, x):
        total = 0
        for i in range(40):
            total += (x * i + self.k) % 7
        return total


def fitted():
    for k in (1, 3, 5):
        model = Model(k)
        print(k, model.score(k))
    return [model.score(x) for x in range(60)]


def perhaps(rates):
    for rate in rates:
        other = Model(rate)
    try:
        return [other.score(x) for x in range(60)]
    except UnboundLocalError as error:
        return error


def left(items):
    for letter in "ab":
        if len(items) > 3:
            break
        last = Model(len(letter))
    return [last.score(x) for x in items]


print(sum(fitted()))
print(perhaps([]), sum(perhaps([2, 4])))
print(left([1, 2, 3]))
try:
    left([1, 2, 3, 4])
except UnboundLocalError as error:
    print(error)
