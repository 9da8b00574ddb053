def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def probe(n):
    try:
        return probe(n + 1)
    except RecursionError:
        return n


def work(x):
    t = 0
    for i in range(30):
        t += depth(x)
    return t


def below(levels):
    if levels:
        return below(levels - 1)
    found = []
    try:
        for x in range(850, 1000, 10):
            v = work(x)
            found.append(v)
    except RecursionError:
        print("too deep", x)
    print(found)


print([probe(x) for x in range(6)])
below(0)
below(60)
