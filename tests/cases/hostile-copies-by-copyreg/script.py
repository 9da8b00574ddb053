import copy
import copyreg


def work(x, seen):
    total = 0
    for i in range(300):
        total = (total * 31 + i * x + seen) % 1000003
    return total


log = []


class Thing:
    pass


def taken_apart(thing):
    log.append(1)
    return (Thing, ())


copyreg.pickle(Thing, taken_apart)


def copied(i):
    score = work(i, len(log))
    copy.deepcopy([Thing()])
    return score


def copied_alone(i):
    score = work(i, len(log))
    copy.copy(Thing())
    return score


print([copied(i) for i in range(12)])
print([copied_alone(i) for i in range(12)])
