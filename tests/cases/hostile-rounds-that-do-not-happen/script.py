def heavy(n):
    s = 0
    for i in range(n * 10 + 3000):
        s += i * n % 7
    return s


def inner_loops():
    found = []
    for i in range(9):
        s = 0
        for n in range(i % 2 * 3):
            s += heavy(n)
        found.append(s)
    print(found, n)
    for i in range(9):
        for m in range(i % 2 * 3):
            v = heavy(m)
            found.append(v)
    print(found, m, v)


def generators():
    limit = 0
    for i in range(8):
        for n in (v * 3 % 17 for v in range(i % 3 + 3)):
            w = heavy(n)
        limit += i
        print(limit)
    print(n, w)


def blocks():
    found = []
    for i in range(9):
        c = heavy(i)
        try:
            g = 10 // (c % 4)
        except ZeroDivisionError:
            pass
        found.append(c)
    print(found, g)


inner_loops()
generators()
blocks()
