"""Loops over a `defaultdict` that look as if they read under their own keys."""
from collections import defaultdict


def score(rows):
    total = len(rows)
    for k in range(300):
        total = (total * 31 + k + sum(rows)) % 10007
    return total


def filled(count=30):
    groups = defaultdict(list)
    for number in range(count):
        groups[number % 11].append(number)
    return groups


def tried(function):
    try:
        print(function.__name__, function())
    except (RuntimeError, KeyError) as problem:
        print(function.__name__, type(problem).__name__, problem)


def another_key():
    groups, seen = filled(), []
    for key in groups:
        key = key + 5
        seen.append(score(groups[key]))
    return seen


def another_dictionary():
    groups, seen = filled(), []
    for key in groups:
        groups = filled(key)
        seen.append(score(groups[key]))
    return seen, len(groups)


def taken_out():
    groups, seen = filled(), []
    for key in groups:
        if key == 4:
            del groups[key]
        seen.append(score(groups[key]))
    return seen, list(groups)


def taken_out_elsewhere():
    groups, seen = filled(), []

    def drop(key):
        if key == 6:
            groups.pop(key)

    for key in groups:
        drop(key)
        seen.append(score(groups[key]))
    return seen, list(groups)


def by_values():
    groups, seen = filled(), []
    for _, key in groups.items():
        seen.append(score(groups[len(key)]))
    return seen, list(groups)


def rebound_inside():
    groups, seen = filled(), []
    for key in groups:
        seen.append([score(groups[key]) for key in (key, key + 1, key + 2)])
    return seen, list(groups)


def rebound_by_walrus():
    groups = filled()
    return [score(groups[(other := key + 3)]) + other for key in groups], list(groups)


class Name:
    def __init__(self, text):
        self.text = text

    def __hash__(self):
        return hash(self.text)

    def __eq__(self, other):
        return self.text == other.text


def not_found_again():
    names = [Name("n%d" % number) for number in range(12)]
    groups = defaultdict(list)
    for number, name in enumerate(names):
        groups[name].append(number)
    names[5].text = "changed"
    seen = []
    for name in groups:
        seen.append(score(groups[name]))
    return seen, len(groups)


def not_a_number():
    groups = defaultdict(list)
    for number in range(12):
        groups[float("nan") if number % 4 == 1 else number / 2].append(number)
    seen = []
    for key in groups:
        seen.append(score(groups[key]))
    return seen, len(groups)


current = 0
table = filled()


def moved_on():
    global current
    current += 3


def by_global():
    global current, table
    seen = []
    for current in table:
        moved_on()
        seen.append(score(table[current]))
    return seen, len(table)


def swapped():
    global table
    table = filled(5)


def by_other_table():
    seen = []
    for key in table:
        swapped()
        seen.append(score(table[key]))
    return seen, len(table)


for function in (
    another_key,
    another_dictionary,
    taken_out,
    taken_out_elsewhere,
    by_values,
    rebound_inside,
    rebound_by_walrus,
    not_found_again,
    not_a_number,
    by_global,
    by_other_table,
):
    tried(function)
