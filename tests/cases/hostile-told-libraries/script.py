import reprlib
import sys


def work(x, seen):
    total = seen
    for i in range(60):
        total = (total * 31 + i * x) % 1000003
    return total


def shortened(x):
    return work(x, 1) + len(reprlib.repr(list(range(20))))


def placed(x):
    return work(x, 1) + len(sys.path)


def step(xs):
    return [shortened(x) for x in xs]


def walk(xs):
    return [placed(x) for x in xs]


def main():
    xs = list(range(40))
    for t in range(8):
        xs = [x % 50 for x in step(xs)]
        print(t, sum(xs))
        reprlib.aRepr.maxlist = t + 1
    before = len(sys.path)
    xs = list(range(40))
    for t in range(8):
        ys = [y - before for y in walk(xs)]
        print(t, sum(ys))
        sys.path.append("nowhere")


main()
