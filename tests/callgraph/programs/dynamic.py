#: getattr with a constant name
class Thing:
    def work(self):
        return 1


getattr(Thing(), "work")()
#: getattr with a name that is computed
class Thing:
    def work_a(self):
        return 1

    def work_b(self):
        return 2


getattr(Thing(), "work_" + "ab"[1])()
#: eval
def one():
    return 1


eval("one")()
#: exec
def one():
    return 1


exec("one()")
#: globals
def one():
    return 1


globals()["one"]()
#: setattr
def one():
    return 1


class Thing:
    pass


setattr(Thing, "work", staticmethod(one))
Thing.work()
#: a class made by type
def work(self):
    return 1


Thing = type("Thing", (), {"work": work})
Thing().work()
