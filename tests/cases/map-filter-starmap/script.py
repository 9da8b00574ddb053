from itertools import chain, starmap
import itertools


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def mix(a, b):
    return work(a * 10 + b)


class Point:
    def __init__(self, k):
        self.k = work(k)

    def score(self, n):
        return work(self.k + n)


def bad(n):
    if work(n) >= 0 and n == 13:
        raise ValueError("bad %d" % n)
    return work(n)


def half(n):
    return work(n) if n % 2 else work(n) / 4


def main():
    xs = list(range(40))
    print(sum(map(work, xs)), sum(map(half, xs)), sum(map(half, xs), 0.5))
    print(list(map(mix, range(25), (9, 8, 7) * 5)))
    print(list(filter(lambda n: work(n) > 50, range(20))))
    print(tuple(starmap(mix, zip(range(14), range(4, 28)))))
    print(set(itertools.starmap(mix, [(1, 2), (3, 4), (5, 6)])) == {mix(1, 2), mix(3, 4), mix(5, 6)})
    print(sum(map(work, chain(range(3), [50, 60]))))
    k = 3
    print(sorted(map(lambda n: work(n) + k, xs)))
    p = Point(3)
    print([q.k for q in list(map(Point, range(12)))])
    print(*map(p.score, range(12)), [*map(p.score, range(3))])
    out = [1]
    out.extend(map(work, xs))
    print(out)
    for y in map(work, xs):
        if y > 90:
            print("hit", y)
            break
    else:
        print("no hit")
    for a, b in zip(range(3), map(work, xs)):
        print(a, b)
    print(",".join(map(lambda n: str(work(n)), range(6))))
    print(any(map(lambda n: work(n) == 7, xs)), all(map(work, xs)), min(map(work, xs)), max(map(work, xs)))
    print(dict(map(lambda n: (n, work(n)), range(9))))
    print(list(map(work, [])), sum(filter(work, [])))
    try:
        print(sum(map(bad, xs)))
    except ValueError as error:
        print(error)
    got = []
    try:
        got.extend(map(bad, xs))
    except ValueError as error:
        print(error, got)
    try:
        list(map(work, 5))
    except TypeError as error:
        print(error)
    try:
        list(map(mix, range(20)))
    except TypeError as error:
        print(error)
    try:
        list(starmap(mix, [(1, 2)] * 8 + [3]))
    except TypeError as error:
        print(error)


main()
