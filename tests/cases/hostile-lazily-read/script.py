def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


n = 0


def gen():
    for i in range(12):
        yield i + n


def main():
    k = 0
    g = (k + i for i in range(12))
    out = []
    for x in g:
        y = work(x)
        k += y
        out.append(k)
    print(out)
    k = 0
    for x in (k + i for i in range(12)):
        y = work(x)
        k += y
    print(k)
    k = 0
    for x in map(lambda i: i + k, range(12)):
        y = work(x)
        k += y
    print(k)

    def inner():
        for i in range(12):
            yield i + k

    for x in inner():
        y = work(x)
        k += y
    print(k)


for x in gen():
    y = work(x)
    n += y
    print(n)
main()


def say(i):
    print("item", i)
    return i


def deferred():
    log = []
    g = (len(log) + i for i in range(12))
    for x in g:
        y = work(x)
        log.append(y)
    print(log)
    g = (say(i) for i in range(12))
    for x in g:
        y = work(x)
        print(y)
    g = map(say, range(12))
    for x in g:
        y = work(x)
        print(y)
    seen = []
    g = (seen.append(i) or i for i in range(12))
    for x in g:
        y = work(x)
        print(y, len(seen))
    log = []
    g = map(lambda i: i + len(log), range(12))
    for x in g:
        y = work(x)
        log.append(y)
    print(log)


deferred()


def shared_counts():
    n = 0
    g = (n + i for i in range(12))
    for x in g:
        for b in range(20):
            if work(x * b) % 5 == 0:
                n += 1
    print(n)
    m = map(lambda v: v + n, range(12))
    for x in m:
        for b in range(20):
            if work(x * b) % 5 == 0:
                n += 1
    print(n)
    pairs = enumerate(n + i for i in range(12))
    for _, x in pairs:
        n += work(x)
    print(n)


shared_counts()
