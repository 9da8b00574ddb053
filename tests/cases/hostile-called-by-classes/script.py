def solve(n):
    t = n
    for i in range(n * 50 + 300):
        t = (t * 31 + i) % 97
    return t


class Meta(type):
    made = 0

    def __call__(cls, *args):
        Meta.made += 1
        return super().__call__(*args)


class Point(metaclass=Meta):
    def __init__(self, n):
        self.n = n


class Base:
    kinds = []

    def __init_subclass__(cls):
        Base.kinds.append(cls)


def make(i):
    p = Point(i)
    return p.n


def main():
    for i in range(12):
        v = solve(i + Meta.made)
        print(v, make(i))
    a = solve(Meta.made) + make(3) + solve(Meta.made)
    for i in range(5):
        v = solve(i + len(Base.kinds))

        class Sub(Base):
            pass

        print(v)
    print(a)


main()
