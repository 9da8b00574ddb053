"""Objects whose copies would not be like them: what puts a copy together runs code of the class."""


def work(n):
    total = 0
    for a in range(200):
        total = (total * 31 + a + n) % 10007
    return total


class Connection:
    def __init__(self, port):
        self.port = port
        self.restored = 0

    def __setstate__(self, state):
        self.port = state["port"]
        self.restored = 1


class Step(int):
    def __new__(cls, value):
        return super().__new__(cls, value + 1)


class Title(str):
    def __new__(cls, text):
        return super().__new__(cls, text + "!")


class Doubled(set):
    def __init__(self, members=()):
        super().__init__(2 * member for member in members)


class Trouble(Exception):
    pass


connection = Connection(80)
step = Step(3)
title = Title("ab")
doubled = Doubled([1, 2, 3])
trouble = Trouble("outer")
trouble.__cause__ = Trouble("inner")


def restored(n):
    return work(n) + connection.restored


def stepped(n):
    return work(n) + int(step)


def titled(n):
    return work(n + len(title))


def looked_up(n):
    return work(n) + (2 in doubled) + 2 * (12 in doubled)


def troubled(n):
    return work(n) + (0 if trouble.__cause__ is None else 5)


print([troubled(n) for n in range(10)])
print([restored(n) for n in range(10)])
print([stepped(n) for n in range(10)])
print([titled(n) for n in range(10)])
print([looked_up(n) for n in range(10)])
for n in range(10):
    value = restored(n) + stepped(n)
    print(value)
