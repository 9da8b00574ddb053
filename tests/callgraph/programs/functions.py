#: a closure
def outer(n):
    def inner():
        return n

    return inner()


outer(1)
#: a nested function that is handed out and kept
kept = []


def outer(n):
    def inner():
        return n

    kept.append(inner)


outer(1)
kept[0]()
#: a function that returns one of two
def one():
    return 1


def two():
    return 2


def choose(n):
    return one if n else two


choose(0)()
#: a global that is rebound by a function
def one():
    return 1


def two():
    return 2


work = one


def change():
    global work
    work = two


change()
work()
#: nonlocal
def outer():
    def one():
        return 1

    def two():
        return 2

    work = one

    def change():
        nonlocal work
        work = two

    change()
    return work()


outer()
#: an attribute of a function
def one():
    return 1


def holder():
    return holder.work()


holder.work = one
holder()
#: a conditional expression
def one():
    return 1


def two():
    return 2


for n in range(2):
    (one if n else two)()
