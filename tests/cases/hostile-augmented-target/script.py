"""The target of an augmented assignment is looked up first, and looking it up changes what a later call reads."""

state = {"steps": 0}
level = 0


class Box:
    def __init__(self):
        self.total = 0

    @property
    def counted(self):
        state["steps"] += 100
        return self.total

    @counted.setter
    def counted(self, value):
        self.total = value


def step():
    state["steps"] += 1
    return 0


def climb():
    global level
    level += 5
    return 0


def work(n, seed=0):
    total = seed
    for i in range(n):
        for j in range(5):
            total = (total * 3 + i * j) % 1000033
    return total


def after_steps(n):
    return work(n, state["steps"])


def at_level(n):
    return work(n, level)


def element(xs):
    xs[step()] += work(20000) + after_steps(20000)
    return xs


def element_of_global(xs):
    xs[climb()] -= work(20000) - at_level(20000)
    return xs


def attribute(box):
    box.counted += work(20000) + after_steps(20000)
    return box.total


print(element([0]), element_of_global([1]), attribute(Box()))
print(element([7]), state, level)
