"""A later step fails, but an earlier one prints first, and a step after it must not be noticed."""


def slow(n, fail=False):
    x = n
    for _ in range(20000):
        x = (x * 69069 + 1) % 4294967296
    if fail:
        raise ArithmeticError("step %d" % n)
    return x % 1000


def main():
    a = slow(1)
    b = slow(2)
    print("a", a)
    try:
        c = slow(3, fail=True)
        d = slow(4)
    except ArithmeticError as error:
        print("caught", error)
        d = -1
    e = slow(5, fail=b >= 0)
    f = slow(6)
    print("not reached", d, e, f)


main()
