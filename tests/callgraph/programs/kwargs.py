#: a function by keyword
def one():
    return 1


def run(work):
    return work()


run(work=one)
#: keyword only
def one():
    return 1


def two():
    return 2


def run(*, first, second):
    return first()


run(second=one, first=two)
#: a dictionary unpacked into keywords
def one():
    return 1


def run(work):
    return work()


run(**{"work": one})
#: keywords collected
def one():
    return 1


def run(**works):
    return works["a"]()


run(a=one)
#: keywords passed on
def one():
    return 1


def inner(work):
    return work()


def outer(**works):
    return inner(**works)


outer(work=one)
#: a default by keyword
def one():
    return 1


def two():
    return 2


def run(first=one, second=two):
    return second()


run(first=two)
