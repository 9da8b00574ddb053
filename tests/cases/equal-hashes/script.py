class Mark:
    def __init__(self, v):
        self.v = v
        self.seen = []

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return other.meet(self)


class Left(Mark):
    def meet(self, other):
        return False


class Right(Mark):
    def meet(self, other):
        other.seen.append(self.v)
        return False


def heavy(n):
    return sum((n * i) % 13 for i in range(3000))


lefts = [Left(i) for i in range(8)]
rights = [Right(i) for i in range(8)]
results = []
for i in range(8):
    results.append((heavy(i), len({rights[i], lefts[i]}), len(lefts[0].seen)))
for i in range(8):
    results.append((heavy(i), len({rights[0]: 1, lefts[i]: 2}), len(lefts[i].seen)))
for i in range(8):
    results.append((heavy(i), len({x for x in (rights[i], lefts[0])}), len(lefts[0].seen)))
print(results[::5], [left.seen for left in lefts], [right.seen for right in rights])
