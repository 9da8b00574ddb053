"""A container that is new, and that something else leads to all the same."""


def heavy(n):
    total = 0
    for i in range(n * 10 + 2500):
        total += i * n % 7
    return total


def smaller_of_two(old):
    new = []
    smaller = min(new, old)
    for i in range(12):
        value = heavy(i) % 7 + len(smaller)
        new.append(value)
    return new


def larger_by_length(old):
    new = {}
    larger = max(new, old, key=len)
    for i in range(12):
        key = heavy(i) % 7 + len(larger)
        new[key] = new.get(key, 0) + 1
    return new


def sum_from(old):
    new = []
    total = sum([], new)
    for i in range(12):
        value = heavy(i) % 7 + len(total)
        new.append(value)
    return new


class Keeper:
    def __init__(self):
        self.kept = [1]

    def __eq__(self, other):
        self.kept = other
        return False


def compared(keeper):
    new = []
    if keeper == new:
        return [0]
    for i in range(12):
        value = heavy(i) % 7 + len(keeper.kept)
        new.append(value)
    return new


def searched(keeper):
    new = []
    if new in [keeper]:
        return [0]
    for i in range(12):
        value = heavy(i) % 7 + len(keeper.kept)
        new.append(value)
    return new


print(smaller_of_two([9, 9]), smaller_of_two(smaller_of_two([])))
print(larger_by_length({}), larger_by_length({1: 1}))
print(sum_from([9]), sum_from(sum_from([])))
keeper = Keeper()
print(compared(keeper), compared(keeper))
print(searched(keeper), searched(keeper))
