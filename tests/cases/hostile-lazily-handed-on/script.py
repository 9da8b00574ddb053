def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def w2(n):
    t = 0
    for i in range(n * 20 + 20):
        t += work(i)
    return t


log = []


def note(i):
    log.append(i)
    return i


def g(n):
    return w2(n) + len(log)


def h(it):
    return sum(it) + w2(3)


def main():
    it = map(note, range(5))
    a = w2(5)
    b = sum(it)
    c = g(4)
    print(a, b, c)
    it = (note(i) for i in range(5))
    a = w2(5)
    d = h(it)
    c = g(4)
    print(a, d, c)
    it = map(note, range(5))
    print(h(it) + g(2))
    it = (note(i) for i in range(5))
    print(sum(it) + w2(3) + g(2))
    it = (note(i) for i in range(5))
    print([work(x) + len(log) for x in it])
    it = map(note, range(5))
    print(sum(map(lambda x: work(x) + len(log), it)))
    it = map(note, range(5))
    print(max(it, key=lambda x: work(x) + len(log)))
    its = [map(note, range(5)), (note(i) for i in range(3))]
    for it in its:
        for x in it:
            y = work(x)
            print(y, len(log))

    class Box:
        pass

    box = Box()
    box.it = (note(i) for i in range(5))
    for x in box.it:
        y = work(x)
        print(y, len(log))

    def give():
        return (note(i) for i in range(5))

    for x in give():
        y = work(x)
        print(y, len(log))
    import itertools

    for x in itertools.chain(map(note, range(3)), give()):
        y = work(x)
        print(y, len(log))
    for x, z in zip(map(note, range(3)), give()):
        y = work(x)
        print(y, len(log))
    inner = (note(i) for i in range(5))
    outer = (x + 1 for x in inner)
    for x in outer:
        y = work(x)
        print(y, len(log))
    t = itertools.islice(map(note, range(9)), 4)
    for x in t:
        y = work(x)
        print(y, len(log))
    it = (
        iter(note, 99)
        if 0
        else iter(lambda: note(len(log)) if len(log) < 99 else None, None)
    )
    for x in it:
        y = work(x)
        print(y, len(log))
    k = 1
    it = itertools.takewhile(lambda x: x < 20 - k, range(30))
    for x in it:
        k += work(x) % 3
    print(k)
    it = itertools.accumulate(range(12), lambda a, b: a + b + k)
    for x in it:
        k += work(x) % 3
    print(k)


main()
