#: a name for a function
def one():
    return 1


same = one
same()
#: a name that is bound twice
def one():
    return 1


def two():
    return 2


either = one
either = two
either()
#: a chain of names
def one():
    return 1


a = b = c = one
a()
c()
#: a tuple taken apart
def one():
    return 1


def two():
    return 2


a, b = one, two
b()
#: a starred target
def one():
    return 1


def two():
    return 2


def three():
    return 3


first, *rest = [one, two, three]
rest[1]()
#: names swapped
def one():
    return 1


def two():
    return 2


a, b = one, two
a, b = b, a
a()
#: an assignment expression
def one():
    return 1


if work := one:
    work()
#: bound in a branch
import sys


def one():
    return 1


def two():
    return 2


if len(sys.argv) > 5:
    work = one
else:
    work = two
work()
