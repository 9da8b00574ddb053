def work(x, seen):
    total = 0
    for i in range(300):
        total = (total * 31 + i * x + seen) % 1000003
    return total


log = []


class Answer:
    def __bool__(self):
        log.append(1)
        return True

    def __index__(self):
        log.append(2)
        return 3


class Manager:
    def __init__(self, answer):
        self.answer = answer

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return self.answer


class Sized:
    def __init__(self, answer):
        self.answer = answer

    def __len__(self):
        return self.answer


class Guessed:
    def __iter__(self):
        return iter([1, 2])

    def __length_hint__(self):
        log.append(3)
        return 2


answer, guessed = Answer(), Guessed()
manager, sized = Manager(answer), Sized(answer)


def left(i):
    score = work(i, len(log))
    with manager:
        raise ValueError(i)
    return score


def measured(i):
    score = work(i, len(log))
    return score, len(sized)


def unpacked(i):
    score = work(i, len(log))
    return score, [*guessed]


def added(i):
    score = work(i, len(log))
    both = []
    both += guessed
    return score, both


print([left(i) for i in range(12)], len(log))
print([measured(i) for i in range(12)])
print([unpacked(i) for i in range(12)])
print([added(i) for i in range(12)])
