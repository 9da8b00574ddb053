#: a constructor
class Thing:
    def __init__(self):
        self.n = 1


Thing()
#: a method
class Thing:
    def work(self):
        return 1


Thing().work()
#: a method calls another of the same object
class Thing:
    def first(self):
        return self.second()

    def second(self):
        return 2


Thing().first()
#: a function kept in an attribute
def one():
    return 1


class Thing:
    def __init__(self, work):
        self.work = work

    def run(self):
        return self.work()


Thing(one).run()
#: a bound method passed on
class Thing:
    def work(self):
        return 1


def run(work):
    return work()


run(Thing().work)
#: static methods and class methods
class Thing:
    @staticmethod
    def make():
        return Thing()

    @classmethod
    def build(cls):
        return cls.make()


Thing.build()
#: a class that a function returns
def make():
    class Inner:
        def work(self):
            return 1

    return Inner


make()().work()
#: a property
class Thing:
    @property
    def size(self):
        return 3


Thing().size
#: a call in a class body
def one():
    return 1


class Thing:
    size = one()
#: a callable object
class Adder:
    def __call__(self, n):
        return n + 1


add = Adder()
add(1)
#: an inherited constructor
class Base:
    def __init__(self):
        self.setup()

    def setup(self):
        pass


class Derived(Base):
    def setup(self):
        self.n = 1


Derived()
#: operators and subscripts
class Vector:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        return Vector(self.x + other.x)

    def __getitem__(self, i):
        return self.x

    def __eq__(self, other):
        return self.x == other.x


v = Vector(1) + Vector(2)
v[0]
v == v
