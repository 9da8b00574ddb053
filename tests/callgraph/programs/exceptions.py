#: a handler calls
def one():
    return 1


try:
    raise ValueError
except ValueError:
    one()
#: finally and else call
def one():
    return 1


def two():
    return 2


try:
    pass
except ValueError:
    pass
else:
    one()
finally:
    two()
#: an exception of one's own
class Bad(Exception):
    def __init__(self, n):
        super().__init__(n)
        self.n = n


try:
    raise Bad(1)
except Bad as error:
    error.n
#: a method of the exception
class Bad(Exception):
    def tell(self):
        return "bad"


def fail():
    raise Bad


try:
    fail()
except Bad as error:
    error.tell()
#: a context manager
class Guard:
    def __enter__(self):
        return self

    def __exit__(self, *what):
        return True


with Guard():
    raise ValueError
#: contextmanager
import contextlib


def one():
    return 1


@contextlib.contextmanager
def guard():
    one()
    yield
    one()


with guard():
    pass
