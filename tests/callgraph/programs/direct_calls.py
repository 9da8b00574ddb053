#: one call
def one():
    return 1


one()
#: a call of the result of a call
def outer():
    def inner():
        return 1

    return inner


outer()()
#: a function that is called before it is defined in the text
def first():
    return second()


def second():
    return 2


first()
#: a recursion
def down(n):
    return down(n - 1) if n else 0


down(3)
#: two functions that call each other
def even(n):
    return n == 0 or odd(n - 1)


def odd(n):
    return n != 0 and even(n - 1)


even(4)
#: calls as arguments of calls
def one(n):
    return n


def two(n):
    return n


one(two(one(3)))
