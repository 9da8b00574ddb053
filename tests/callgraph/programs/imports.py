#: a function of another module
import helper

helper.one()
#: helper.py
def one():
    return 1
#: a name from another module
from helper import one as first

first()
#: helper.py
def one():
    return two()


def two():
    return 2
#: a submodule of a package
import package.inner

package.inner.one()
#: package/__init__.py
#: package/inner.py
def one():
    return 1
#: a relative import
from package import one

one()
#: package/__init__.py
from .inner import one
#: package/inner.py
from . import other


def one():
    return other.two()
#: package/other.py
def two():
    return 2
#: everything from a module
from helper import *

one()
two()
#: helper.py
def one():
    return 1


def two():
    return 2
#: an import inside a function
def run():
    import helper

    return helper.one()


run()
#: helper.py
def one():
    return 1
#: a class from another module
from helper import Base


class Derived(Base):
    def step(self):
        return 1


Derived().run()
#: helper.py
class Base:
    def run(self):
        return self.step()
#: a function of the script is called by a module
import helper


def one():
    return 1


helper.run(one)
#: helper.py
def run(work):
    return work()
