#: a function as an argument
def run(work):
    return work()


def one():
    return 1


run(one)
#: two functions, of which one is passed on
def outer(first, second):
    return inner(second)


def inner(work):
    return work()


def one():
    return 1


def two():
    return 2


outer(one, two)
#: a default that is a function
def one():
    return 1


def run(work=one):
    return work()


run()
#: a starred list of functions
def one():
    return 1


def two():
    return 2


def run(*works):
    return [work() for work in works]


run(one, two)
#: a list of functions unpacked into arguments
def one():
    return 1


def two():
    return 2


def run(first, second):
    first()


run(*[one, two])
#: an argument that is assigned to another name first
def one():
    return 1


def run(work):
    same = work
    return same()


run(one)
#: a function that is passed through two calls and called at the end
def one():
    return 1


def last(work):
    return work()


def middle(work):
    return last(work)


def first(work):
    return middle(work)


first(one)
