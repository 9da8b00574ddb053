import operator


def work(x):
    t = x
    for i in range(200):
        t = (t * 31 + i) % 10007
    return t


def mixed(xs):
    t = 0
    for x in xs:
        t += work(x)
    return t


def main():
    xs = [1, 2]
    for n in range(6):
        v = mixed(xs)
        operator.or_({1: xs}, {})[1].append(n)
        print(v)
    for n in range(6):
        v = mixed(xs)
        operator.add([xs], [])[0].append(n)
        print(v)
    ys = [operator.concat([xs], [])[0].append(n) for n in range(3)]
    print(xs, ys, mixed(xs) + mixed(operator.iadd(xs, [3])) + mixed(xs))


main()
