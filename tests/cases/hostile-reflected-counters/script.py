def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


class Doubler:
    def __radd__(self, other):
        return other * 2 + 1


class Sub:
    def __rsub__(self, other):
        return other * 3 + 1


class Num(int):
    def __radd__(self, other):
        return int(other) * 2 + 1


D = Doubler()
S = Sub()


def main():
    count = 1
    for a in range(6):
        for b in range(20):
            if work(a * b) % 5 == 0:
                count += D
    print(count)
    count = 1
    for a in range(6):
        for b in range(20):
            if work(a * b) % 5 == 0:
                count -= S
    print(count)
    count = 1
    for a in range(6):
        for b in range(20):
            if work(a * b) % 5 == 0:
                count += Num(3)
    print(count)


main()
