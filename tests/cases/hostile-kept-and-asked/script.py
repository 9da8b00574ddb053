import operator
import types


class Log:
    def __init__(self):
        self.asked = 0

    def note(self):
        self.asked += 1


LOG = Log()


class Card:
    def __eq__(self, other):
        LOG.note()
        return True

    def __repr__(self):
        LOG.note()
        return "card"

    def __index__(self):
        LOG.note()
        return 1


def work(k):
    return sum(j * j for j in range(300 + k))


def main():
    one, other = types.SimpleNamespace(card=Card()), types.SimpleNamespace(card=Card())
    out = []
    for i in range(30):
        out.append((work(i) if one == other else 1) + LOG.asked)
    print(out)

    out = []
    for i in range(30):
        out.append(work(i) + len(repr(one)) + LOG.asked)
    print(out)

    out = []
    packed = types.SimpleNamespace(**{"cards": [Card(), Card()]})
    for i in range(30):
        out.append(work(i) + len(f"{packed}") + LOG.asked)
    print(out)

    out = []
    part = slice(Card(), 5)
    for i in range(30):
        out.append(work(i) + sum([1, 2, 3][part]) + LOG.asked)
    print(out)

    out = []
    for i in range(30):
        out.append(work(i) + part.indices(10)[0] + LOG.asked)
    print(out)

    out = []
    same = slice(Card(), 5)
    for i in range(30):
        out.append((work(i) if part == same else 1) + LOG.asked)
    print(out)

    out = []
    getter = operator.itemgetter(Card())
    for i in range(30):
        out.append(work(i) + len(repr(getter)) + LOG.asked)
    print(out)


main()
