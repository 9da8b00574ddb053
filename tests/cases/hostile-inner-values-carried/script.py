def heavy(n, m):
    s = 0
    for i in range(n * 10 + 1000):
        s += i * m % 7
    return s


def set_on_two_paths():
    total = 0
    for x in range(12):
        if x > 3:
            v = 0
        else:
            v = 1
        for y in range(5):
            if y % 2:
                v = heavy(x, y)
            total += v
            print(x, y, total)


def two_levels():
    total = 0
    for x in range(6):
        if x % 2:
            v, w = 1, 2
        else:
            v, w = 3, 4
        for y in range(3):
            for z in range(3):
                if z == y:
                    v = heavy(x, z)
                total += v * w
            if y == 1:
                w = heavy(y, x)
            print(x, y, total, w)


set_on_two_paths()
two_levels()
