#: a function that is returned
def one():
    return 1


def get():
    return one


get()()
#: a tuple of functions that is returned
def one():
    return 1


def two():
    return 2


def get():
    return one, two


first, second = get()
second()
#: an object that is returned
class Thing:
    def work(self):
        return 1


def make():
    return Thing()


make().work()
#: self, so that calls chain
class Builder:
    def first(self):
        return self

    def second(self):
        return self


Builder().first().second()
#: a parameter that is returned
def one():
    return 1


def same(work):
    return work


same(one)()
#: returned from one of several places
def one():
    return 1


def two():
    return 2


def get(n):
    for i in range(3):
        if i == n:
            return one
    return two


get(1)()
get(7)()
