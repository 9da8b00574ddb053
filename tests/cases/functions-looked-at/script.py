"""Sorting by merging, with what a teacher puts beside it."""
import inspect


class Teacher:
    def __init__(self, name):
        self.name = name
        self.steps = 0

    def __repr__(self):
        return "{name}({data})".format(name=type(self).__name__, data=self.__dict__)


def merge(a, b):
    merged = []
    while len(a) != 0 and len(b) != 0:
        if a[0] < b[0]:
            merged.append(a[0])
            a.remove(a[0])
        else:
            merged.append(b[0])
            b.remove(b[0])
    return merged + a + b


def sort(values):
    if type(values) is not list:
        raise TypeError("only lists are sorted, not {}".format(type(values)))
    if len(values) < 2:
        return values
    middle = len(values) // 2
    return merge(sort(values[:middle]), sort(values[middle:]))


def source():
    """What the function looks like."""
    return inspect.getsource(sort)


def find(values, wanted):
    if type(values) is not type([]):
        return None
    left, right = 0, len(values) - 1
    while left <= right:
        middle = (left + right) // 2
        if values[middle] == wanted:
            return middle
        if values[middle] < wanted:
            left = middle + 1
        else:
            right = middle - 1
    return -1


lists = [[(i * 7919 + k * 31) % 1009 for i in range(120)] for k in range(16)]
results = []
for values in lists:
    results.append(sort(values))
found = []
for k in range(60):
    found.append([find(result, k * 7) for result in results])
print([result[:4] for result in results])
print(found[:3])
print(Teacher("Ada"), callable(sort), inspect.isfunction(find))
try:
    for values in [[3, 1], (2, 1), [5, 4]]:
        print(sort(values))
except TypeError as error:
    print(error)
