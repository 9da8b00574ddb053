#: a decorator that calls what it wraps
def loud(work):
    def inner():
        return work()

    return inner


@loud
def one():
    return 1


one()
#: a decorator that gives the function back
def same(work):
    return work


@same
def one():
    return 1


one()
#: two decorators
def first(work):
    def outer():
        return work()

    return outer


def second(work):
    def inner():
        return work()

    return inner


@first
@second
def one():
    return 1


one()
#: a decorator with arguments
def times(n):
    def wrap(work):
        def inner():
            return [work() for _ in range(n)]

        return inner

    return wrap


@times(2)
def one():
    return 1


one()
#: a decorator that is a class
class Counted:
    def __init__(self, work):
        self.work = work
        self.calls = 0

    def __call__(self):
        self.calls += 1
        return self.work()


@Counted
def one():
    return 1


one()
#: functools.wraps
import functools


def loud(work):
    @functools.wraps(work)
    def inner(*args):
        return work(*args)

    return inner


@loud
def add(a, b):
    return a + b


add(1, 2)
#: a cache
import functools


@functools.lru_cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


fib(5)
#: a decorated class
def register(cls):
    cls.made = cls()
    return cls


@register
class Thing:
    def __init__(self):
        self.n = 1
