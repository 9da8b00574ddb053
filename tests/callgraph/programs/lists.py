#: an element
def one():
    return 1


def two():
    return 2


works = [one, two]
works[0]()
#: a loop over a list
def one():
    return 1


def two():
    return 2


for work in [one, two]:
    work()
#: append and pop
def one():
    return 1


works = []
works.append(one)
works.pop()()
#: a slice
def one():
    return 1


def two():
    return 2


works = [one, two][1:]
works[0]()
#: lists in lists
def one():
    return 1


works = [[one]]
works[0][0]()
#: enumerate and zip
def one():
    return 1


def two():
    return 2


for n, work in enumerate([one, two]):
    work()
for n, work in zip(range(2), (two, one)):
    work()
#: a list made by a function
def one():
    return 1


def make():
    return [one]


make()[0]()
#: a list joined with another
def one():
    return 1


def two():
    return 2


works = [one] + [two]
works += [one]
works[2]()
