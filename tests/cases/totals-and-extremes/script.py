import datetime
import math
from collections import defaultdict


def measure(n):
    total = 0.0
    for k in range(1, 40):
        total += math.sin(n * k) / k
    return total


def by_group(items):
    revenue = 0.0
    paid = {}
    owed = defaultdict(float)
    first = {}
    steps = [0.0] * 7
    dues = {}
    count = 0
    smallest = None
    largest = (-1.0, None)
    for n in items:
        amount = round(measure(n), 3)
        name = f"group {n // 3 * 31 % 9}"
        count += 1
        revenue += amount
        revenue -= 0.125
        paid[name] = paid.get(name, 0.0) + amount
        owed[name, n % 2] -= amount
        if name in first:
            first[name] += amount
        else:
            first[name] = amount
        steps[n // 2 % 7] += amount ** 2
        dues.setdefault(n // 8, 0.0)
        dues[n // 8] -= amount
        if smallest is None or amount < smallest[0]:
            smallest = (amount, n)
        if amount > largest[0]:
            largest = amount, name
    return revenue, paid, dict(owed), first, steps, dues, count, smallest, largest


def extremes(rows):
    longest = ""
    longest_row = -1
    worst = 0
    best = math.inf
    first_day = None
    last_day = None
    widest = 0
    for number, row in enumerate(rows):
        score = 0
        for word in row.split():
            score += len(word) * number % 13
            if len(word) > len(longest):
                longest = word
                longest_row = number
            widest = max(widest, len(word))
        day = datetime.date(2020, 1 + number % 12, 1 + score % 28)
        worst = max(score, worst)
        if score % 2 == 0 and score <= best:
            best = score
        if first_day is None or day < first_day:
            first_day = day
        if last_day is None or last_day <= day:
            last_day = day
    return longest, longest_row, worst, best, first_day, last_day, widest


class Ledger:
    def __init__(self):
        self.totals = {"old": 7, "0": 10**5}
        self.seen = 0

    def add_all(self, items):
        spent = 0
        for n in items:
            amount = measure(n)
            spent += amount
            key = str(n % 3)
            self.totals[key] = self.totals.get(key, 0) + amount
        self.seen = spent


by_length = {}
top = None
for n in range(300):
    value = measure(n) * 10
    key = int(value)
    if key not in by_length:
        by_length[key] = 0.0
    by_length[key] += value
    if top is None or value > top:
        top = value
print(by_length, top)
print(*by_group(range(500)), sep="\n")
print(*by_group([]), sep="\n")
words = [" ".join("ab" * ((i * j) % 11) or "x" for j in range(12)) for i in range(200)]
print(*extremes(words))
ledger = Ledger()
ledger.add_all(range(400))
print(ledger.totals, ledger.seen)
