def work(x):
    t = 0
    for i in range(x % 7 + 20):
        for j in range(9):
            t = (t * 31 + i * j + x) % 10007
    return t

def mixed(xs):
    total = 0
    for x in xs:
        total += work(x)
    return total


def local():
    seen = {1}

    def read(n):
        return work(len(seen)) + work(n)

    a = mixed([1, 2])
    seen.add(2)
    b = read(1)
    c = mixed([3])
    seen.add(3)
    d = read(2)
    return a, b, c, d


print(local())


class Tank:
    def __init__(self):
        self.level = 0


tank = Tank()
table = {}


def level(n):
    return work(tank.level) + work(len(table)) + work(n)


a = mixed([1])
tank.level = 5
b = level(2)
c = mixed([3])
table["x"] = 1
d = level(4)
print(a, b, c, d)
