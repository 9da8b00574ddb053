import copy


class Counted:
    made = 0
    log = []

    def __new__(cls, *args):
        cls.made += 1
        Counted.log.append(cls.made)
        return object.__new__(cls)

    def __init__(self, x=0):
        self.x = x


class Box:
    def __init__(self):
        self.items = []

    def put(self, x):
        self.items.append(x)


def heavy(n, seed):
    t = 0
    for k in range(300):
        t = (t * 31 + n + seed + k) % 1009
    return t


def with_new():
    one = Counted(3)
    for n in range(60):
        value = heavy(n, len(Counted.log))
        if value % 2:
            copy.copy(one)
    return Counted.made, value


def deep():
    ones = [Counted(3), Counted(4)]
    out = []
    for n in range(60):
        value = heavy(n, Counted.made)
        out.append(value)
        if value % 3 == 0:
            copy.deepcopy(ones)
    return out[-1], Counted.made


def methods():
    box = Box()
    put = copy.copy(box.put)
    out = []
    for n in range(60):
        value = heavy(n, len(box.items))
        if value % 2:
            put(n)
        out.append(value)
    return box.items, sum(out)


class Single:
    def __init__(self):
        self.items = []

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


single, held = Single(), {"single": [Single()]}


def of_copy(n):
    copied = copy.copy(single)
    copied.items.append(n)
    return heavy(n, len(copied.items))


def of_deep_copy(n):
    copied = copy.deepcopy(held)["single"][0]
    copied.items.append(n)
    return heavy(n, len(copied.items))


def themselves():
    out = []
    for n in range(20):
        value = of_copy(n)
        out.append(value)
    for n in range(20):
        value = of_deep_copy(n)
        out.append(value)
    return out


print(with_new())
print(deep())
print(methods())
print(themselves())
