from contextlib import suppress


def heavy(n):
    s = 0
    for i in range(n * 10 + 3000):
        s += i * n % 7
    return s


def in_else():
    v = None
    found = []
    try:
        pass
    except KeyError:
        pass
    else:
        for x in range(10):
            v = heavy(x)
            w = v + heavy(x + 1)
            found.append(w)
        raise ValueError(x)
    finally:
        print("v", v)


def in_handler():
    v = None
    found = []
    try:
        raise KeyError(1)
    except KeyError:
        for x in range(10):
            v = heavy(x)
            w = v + heavy(x + 1)
            found.append(w)
        return found
    finally:
        print("v", v)


def check(found):
    if len(found) > 5:
        raise ValueError(len(found))


def behind_a_manager():
    v = None
    found = []
    with suppress(ValueError):
        for x in range(10):
            v = heavy(x)
            w = v + heavy(x + 1)
            found.append(w)
        check(found)
        v = 0
    print(v, found)


try:
    in_else()
except ValueError as error:
    print("caught", error)
print(in_handler())
behind_a_manager()
