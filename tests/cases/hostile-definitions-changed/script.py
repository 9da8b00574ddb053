import enum
import random

import helper

REGISTERED = [1]
random.seed(4)


def scaled(by):
    state = {"by": by}

    def decorate(function):
        def inner(x):
            return function(x) * state["by"]

        inner.state = state
        return inner

    return decorate


@scaled(2)
def of_closure(x):
    t = 0
    for i in range(300):
        t += i * x
    return t


def of_default(x, table=REGISTERED, salt=random.random()):
    t = 0
    for i in range(300):
        t += table[(i + x) % len(table)]
    return t, salt


class Config:
    table = [1, 2]
    salt = random.random()


class Color(enum.Enum):
    RED = 1
    BLUE = 2

    def __init__(self, v):
        self.hits = 0


def of_class(x):
    t = 0
    for i in range(300):
        t += Config.table[(i + x) % len(Config.table)]
    return t + Config.salt


def of_member(x):
    color = Color.RED if x % 2 else Color.BLUE
    t = 0
    for i in range(300):
        t += i * x * color.value + color.hits
    return t


REGISTERED.append(9)
of_closure.state["by"] = 5
Config.table.extend(range(30))
Color.RED.hits = 4
helper.TABLE.append(4)
helper.scale = 3


def main():
    print([of_closure(x) for x in range(12)])
    print([of_default(x) for x in range(12)])
    print([of_class(x) for x in range(12)])
    print([of_member(x) for x in range(12)])
    print([helper.work(x) for x in range(12)])
    for x in range(12):
        v = of_closure(x) + of_default(x)[0] + of_class(x) + of_member(x) + helper.work(x)
        print(v)


main()
