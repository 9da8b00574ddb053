class Loud:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        weights[0] += 1
        return self.value < other.value


def work(number):
    total = 0
    for k in range(80):
        total += number * k % 7
    return total


weights = [1]


def closest(bases):
    pairs = ((base, work(base) % 19) for base in bases)
    return min(pairs, key=error)


def error(pair):
    return abs(pair[1] - 9)


def lowest(bases):
    louds = (Loud(work(base) * weights[0] % 101) for base in bases)
    return min(louds).value


def changed(bases):
    values = (work(base) * weights[0] for base in bases)
    weights[0] = 2
    return sum(values)


def twice(bases):
    values = (work(base) for base in bases)
    first = sum(values)
    return first, sum(values)


def captured(bases):
    values = (work(base) for base in bases)
    total = sum(values)
    return total, (lambda: list(values))()


def failing(bases):
    values = (work(base) // (base - 40) for base in bases)
    return sum(values)


print(closest(range(70)), lowest(range(70)), weights)
print(changed(range(60)), twice(range(60)), captured(range(60)))
squares = (work(base) for base in range(50))
print(sum(squares))
try:
    print(failing(range(70)))
except ZeroDivisionError as problem:
    print(problem)
