#: a function under a key
def one():
    return 1


table = {"a": one}
table["a"]()
#: a key that is set later
def one():
    return 1


table = {}
table["a"] = one
table["a"]()
#: a key from a parameter
def one():
    return 1


def two():
    return 2


table = {"one": one, "two": two}


def run(name):
    return table[name]()


run("two")
#: get with a default
def one():
    return 1


def other():
    return 0


table = {"one": one}
table.get("none", other)()
#: the values of a dictionary
def one():
    return 1


def two():
    return 2


for work in {"a": one, "b": two}.values():
    work()
#: update
def one():
    return 1


def two():
    return 2


table = {"a": one}
table.update({"a": two})
table["a"]()
#: dictionaries in dictionaries
def one():
    return 1


table = {"a": {"b": one}}
table["a"]["b"]()
#: a dictionary by a comprehension
def one():
    return 1


def two():
    return 2


table = {work.__name__: work for work in (one, two)}
table["two"]()
