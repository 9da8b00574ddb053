"""Many cheap items: loops that begin in parallel, are compared with items in place, and go on in either way."""
import itertools


def inner(n):
    best = 0
    for k in range(5):
        v = 0
        for j in range(6):
            v += (n * k + j) % 13
        if v > best:
            best = v
    return best


def check(n):
    if n == 90_001:
        raise ValueError(n)
    return n * n % 1009


def stream(n):
    for i in range(n):
        yield i * 7 % 100_003


def digest(values):
    h = 0
    for v in values:
        h = (h * 31 + v) % 1_000_000_007
    return h


def main(count):
    out = []
    for n in range(count):
        out.append(inner(n) + n)
    print(len(out), digest(out))
    out = []
    for n in stream(count):
        out.append(inner(n) + n)
    print(len(out), digest(out))
    print(digest([inner(n) + n for n in range(count)]))
    print(digest(inner(n) + n for n in stream(count)))
    print(digest(list(map(inner, stream(count)))))
    print(digest(sorted(range(count), key=inner)))
    seen = []
    try:
        for n in itertools.count(90_001 - count):
            seen.append(check(n) + inner(n))
    except ValueError as error:
        print(error, len(seen), digest(seen))
    for n in stream(count):
        v = inner(n)
        if v > 59 and n > 99_000:
            print("stopped at", n, v)
            break


main(90_000)
