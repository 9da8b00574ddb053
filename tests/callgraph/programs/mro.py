#: a method of the base
class Base:
    def work(self):
        return 1


class Derived(Base):
    pass


Derived().work()
#: super
class Base:
    def work(self):
        return 1


class Derived(Base):
    def work(self):
        return super().work()


Derived().work()
#: the first of two bases
class A:
    def work(self):
        return 1


class B:
    def work(self):
        return 2


class C(A, B):
    pass


C().work()
#: a diamond
class Top:
    def work(self):
        return 0


class Left(Top):
    def work(self):
        return super().work()


class Right(Top):
    def work(self):
        return super().work()


class Bottom(Left, Right):
    def work(self):
        return super().work()


Bottom().work()
#: a method of the base calls one of the derived class
class Base:
    def run(self):
        return self.work()

    def work(self):
        return 0


class Derived(Base):
    def work(self):
        return 1


Derived().run()
#: super().__init__
class Base:
    def __init__(self, n):
        self.n = n


class Derived(Base):
    def __init__(self):
        super().__init__(1)


Derived()
#: the base named outright
class Base:
    def work(self):
        return 1


class Derived(Base):
    def work(self):
        return Base.work(self)


Derived().work()
