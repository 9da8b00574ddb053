def heavy(n):
    s = 0
    for i in range(n * 10 + 3000):
        s += i * n % 7
    return s


class Counted(Exception):
    count = 0

    def __init__(self, *args):
        Counted.count += 1
        super().__init__(*args)


shared = ValueError("shared")


def raises_a_class(x):
    v = heavy(x)
    try:
        if x % 3 == 0:
            raise Counted
    except Counted:
        v += 1
    return v


def raises_the_same(x):
    v = heavy(x)
    try:
        try:
            1 / 0
        finally:
            raise shared
    except ValueError:
        v += 1
    return v


def depth(error):
    n, entry = 0, error.__traceback__
    while entry:
        n, entry = n + 1, entry.tb_next
    return n


first = []
for x in range(12):
    first.append(raises_a_class(x))
print(first, Counted.count)
second = []
for x in range(12):
    second.append(raises_the_same(x))
print(second, depth(shared), repr(shared.__context__))
