print("imported", __name__)
SCALE = 1


def work(k):
    v = k * SCALE
    for i in range(80):
        v = (v * 13 + i) % 3001
    return v


def all_work(n):
    return [work(k) for k in range(n)]


class Doubler:
    def __init__(self, factor):
        self.factor = factor

    def rows(self, n):
        out = []
        for k in range(n):
            row = [work(k * j) * self.factor for j in range(4)]
            out.append(row)
        return out


def risky(k):
    return work(k) // (k - 20)


def nested(n):
    out = []
    for k in range(n):
        out.append(risky(k))
    return out


TABLE = [work(k) for k in range(10)]
print(TABLE[:3])
