"""Near misses of floats that are added up, and of the least and the greatest."""
import math
from fractions import Fraction


def work(n):
    total = 0
    for k in range(60):
        total = (total * 31 + n + k) % 1009
    return total


def subtracted_or_first():
    stock = {k: 100 for k in range(4)}
    owed = {k: 0.5 for k in range(3)}
    for n in range(200):
        k = work(n) % 7
        if k in stock:
            stock[k] -= 3
        else:
            stock[k] = 3
    for n in range(200):
        k = work(n) % 7
        amount = work(n) / 7
        if k in owed:
            owed[k] -= amount
        else:
            owed[k] = amount
    return stock, owed


def negative_places():
    steps = [0.1] * 8
    for n in range(200):
        value = work(n) / 3
        steps[n % 5 - 4] += value
        steps[n % 4] += value / 7
    return steps


def not_a_number(values):
    least = None
    greatest = -1.0
    for n in values:
        value = math.nan if n % 50 == 20 else work(n) / 9
        if least is None or value < least:
            least = value
        greatest = max(greatest, value)
    return least, greatest


def zeros():
    total = -0.0
    by = {"a": -0.0}
    low = 0.0
    for n in range(120):
        value = -0.0 if work(n) % 2 else -0.0
        total += value
        by["a"] = by.get("a", 0.0) + value
        low = min(low, value)
    return total, by, low


def other_numbers(start):
    total = start
    by = {"x": start}
    for n in range(150):
        value = work(n) / 11
        total += value
        by["x"] = by.get("x", 0.0) + value
    return total, by


def no_such_key():
    by = {0: 0.0, 1: 0.0, 2: 0.0}
    total = 0.0
    try:
        for n in range(200):
            value = work(n) / 3
            total += value
            by[n // 60] += value
    except KeyError as error:
        print("KeyError", error, total, by)


def asked_for_in_between():
    total = 0.0
    best = 0
    notes = []
    for n in range(100):
        value = work(n) / 3
        total += value
        if total > 1000 * len(notes):
            notes.append(round(total))
        if value > best:
            best = value
            notes.append(n)
    return notes


def one_or_the_other():
    low = high = None
    at = 0
    for n in range(200):
        value = work(n)
        if low is None or value < low:
            low = value
        elif high is None or value > high:
            high = value
        if value > at:
            at = n
    return low, high, at


def objects_that_stay():
    class Item:
        def __init__(self, n):
            self.weight = work(n)

    items = [Item(n) for n in range(100)]
    heaviest = None
    weight = -1
    for item in items:
        value = item.weight + work(item.weight)
        if value > weight:
            weight = value
            heaviest = item
    return any(heaviest is item for item in items), weight


def mixed_kinds():
    best = "none"
    try:
        for n in range(80):
            value = work(n)
            if best is None or value > best:
                best = value
    except TypeError as error:
        print("TypeError", error, best)


def ties():
    best = True
    for n in range(90):
        value = work(n) % 2
        best = max(value, best)
    least = 1.0
    for n in range(90):
        value = 1 + work(n) % 3
        if value <= least:
            least = value
    return best, least


def two_names():
    a = {}
    b = a
    for n in range(90):
        value = work(n) / 3
        a[n % 3] = a.get(n % 3, 0.0) + value
        b[n % 3] = b.get(n % 3, 0.5) + value
    return a


print(subtracted_or_first())
print(negative_places())
print(not_a_number(range(200)), not_a_number(range(20, 200)))
print(zeros())
print(other_numbers(0), other_numbers(Fraction(1, 3)), other_numbers(2**60 + 1))
try:
    print(other_numbers(10**400))
except OverflowError as error:
    print("OverflowError", error)
no_such_key()
print(asked_for_in_between())
print(one_or_the_other())
print(objects_that_stay())
mixed_kinds()
print(ties())
print(two_names())
