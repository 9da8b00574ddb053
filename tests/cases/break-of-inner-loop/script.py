import itertools
import math


def work(x, k=30):
    t = 0.0
    for j in range(k):
        t += math.sin(x * j) ** 2
    return t


def pairs_until(points):
    pairs = set()
    for i, p in enumerate(points):
        for q in points[i + 1 :]:
            if q > p + 3:
                break
            if work(q - p, 5) > 2:
                pairs.add((p, q))
    return sorted(pairs)


def left_over(points):
    """What the inner loop leaves behind is used in order behind it."""
    notes = []
    for p in points:
        d = None
        for k, q in enumerate(points):
            if q == p:
                continue
            d = work(abs(p - q), 8)
            if d > 4:
                notes.append((k, d))
            if k > 3 and d < 3.2:
                break
            notes.append(-k)
        notes.append((k, q, d))
    return notes, k, q


def two_levels(n):
    found = {}
    for i in range(n):
        for j in range(i, i + 12):
            if j % 5 == 4:
                break
            found.setdefault(i, []).append(j)
            for k in itertools.count(j):
                v = work(i * j + k, 6)
                if v > 3.5:
                    found.setdefault((i, j), []).append(k)
                    break
                found[i, j, k] = v
                if k > j + 5:
                    found[i] = found[i] + [v]
                    break
            else:
                found[i] = None
    return found


def changed_behind(n):
    """The condition's variable changes behind it, in the round."""
    out = []
    for i in range(n):
        left = i % 7
        for j in range(40):
            if not left:
                break
            left -= 1
            out.append((i, j, work(i + j, 4)))
            if left < 0 or work(j, 3) > 1.9:
                break
        out.append(left)
    return out


def fails_in_the_middle(n):
    out = []
    try:
        for i in range(n):
            for j in range(20):
                v = work(i + j, 5)
                out.append(round(v, 3))
                if i > 70 and j > 4:
                    out.append(1 / (i - 80 if j < 9 else 0))
                if v > 3.3:
                    break
    except ZeroDivisionError as error:
        out.append((str(error), i, j, v))
    return out


def unset(n):
    out = []
    for i in range(n):
        for j in range(i % 4):
            if work(i + j, 5) < 1:
                break
            last = j
            out.append(j)
        try:
            out.append(last)
            del last
        except UnboundLocalError:
            out.append("unset")
    return out


def decided_in_order(n):
    out = []
    for i in range(n):
        v = work(i)
        for j in range(10):
            out.append(v + j)
            if len(out) % 9 == 0:
                break
    return out


class Budget:
    def __init__(self, left):
        self.left = left
        self.seen = []

    def take(self, v):
        self.left -= 1
        self.seen.append(v)
        return self.left > 0


def until_budget(n):
    budget = Budget(900)
    for i in range(n):
        for j in range(12):
            v = work(i * j, 9)
            if v > 6:
                break
            if not budget.take(v):
                break
    return budget.left, len(budget.seen), sum(budget.seen)


print(pairs_until([(k * 7919 % 1000) / 97 for k in range(160)])[:9])
notes, k, q = left_over([(k * 7919 % 1000) / 97 for k in range(90)])
print(len(notes), hash(tuple(notes)), k, q)
print(hash(str(two_levels(60))) is not None, sum(map(len, map(str, two_levels(60).items()))))
print(changed_behind(120))
print(fails_in_the_middle(100)[-12:])
print(unset(80))
print(sum(decided_in_order(300)))
print(until_budget(200))
