"""Class patterns read attributes, which may be properties that change what a later round computes from."""
count = 0


def bump():
    global count
    count += 1


def solve(n):
    total = n
    for i in range(60):
        total = (total * 31 + i) % 10007
    return total


class Pt:
    __match_args__ = ("name",)

    @property
    def name(self):
        bump()
        return 1


p = Pt()
for i in range(10):
    v = solve(i + count)
    match p:
        case Pt(1):
            pass
    print(v)
for i in range(10):
    v = solve(i + count)
    match p:
        case Pt(name=x):
            pass
    print(v)


class Limit:
    value = None

    def __init__(self):
        self.asked = 0

    def __eq__(self, other):
        self.asked += 1
        return True

    def __hash__(self):
        self.asked += 1
        return 7


limit = Limit.value = Limit()


def compared():
    for i in range(10):
        v = solve(i + limit.asked)
        match i:
            case Limit.value:
                print(v)
    for i in range(10):
        v = solve(i + limit.asked)
        match {7: i}:
            case {Limit.value: x}:
                print(v, x)
            case _:
                print(v)


compared()
