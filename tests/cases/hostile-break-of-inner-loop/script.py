import math
import sys


def work(x, k=9):
    t = 0.0
    for j in range(k):
        t += math.sin(x * j) ** 2
    return t


class Loud:
    asked = 0

    def __init__(self, v):
        self.v = v

    def __bool__(self):
        Loud.asked += 1
        return self.v > 4.4

    def __lt__(self, other):
        Loud.asked += 1
        return self.v < other.v


def own_truth(n):
    out = []
    for i in range(n):
        for j in range(7):
            v = Loud(work(i + j))
            if v:
                break
            out.append((i, j))
        else:
            out.append(Loud.asked)
    return out


def seen_before(n):
    seen = set()
    out = []
    for i in range(n):
        for j in range(9):
            key = int(work(i * j) * 100) % 61
            if key in seen:
                break
            seen.add(key)
            out.append(key)
        else:
            out.append("all")
        if len(seen) > 50:
            seen.clear()
    return out


def search(n):
    notes = []
    for i in range(n):
        for j in range(9):
            if work(i * j) > 4.55 + 0.05 * math.sin(i):
                return i, j, len(notes)
            if work(i - j) > 4.4:
                break
        else:
            notes.append(i)
    return notes


def walrus(n):
    out = []
    for i in range(n):
        m = None
        for j in range(9):
            if (m := work(i + j)) > 4.4:
                break
            out.append(m)
        else:
            out.append(("else", m))
        out.append((m, j))
    return out


def mixed_conditions(n):
    out = []
    for i in range(n):
        for j in range(9):
            v = work(i + j)
            if len(out) % 7 == 3:
                out.append("order")
            elif v > 4.5:
                break
            else:
                out.append(v)
        out.append(i)
    return out


def rows(n):
    grid = [[0.0] * 12 for _ in range(n)]
    for i in range(n):
        for j in range(12):
            v = work(i * j)
            if v > 4.5:
                break
            grid[i][j] = v
        else:
            grid[i][0] = -1.0
    return grid


def elements(values):
    for i in range(len(values)):
        for j in range(5):
            if work(values[i] + j) > 4.4:
                values[i] = values[i] + work(i)
                break
        else:
            values[i] = -work(values[i])
    return values


def counted(n):
    hits = misses = 0
    table = {}
    for i in range(n):
        for j in range(7):
            if work(i + j) > 4.4:
                hits += 1
                table[j] = table.get(j, 0) + 1
                break
        else:
            misses += 1
            table["none"] = table.get("none", 0) + 1
    return hits, misses, table


def with_handlers(n):
    out = []
    for i in range(n):
        try:
            for j in range(7):
                v = work(i + j)
                if v > 4.5:
                    break
                out.append(1 / (j - 5 if i % 9 == 4 else 1))
            else:
                out.append(("full", i, v))
        except ZeroDivisionError as error:
            out.append((str(error), i, j, v))
    return out


def generator(n):
    for i in range(n):
        for j in range(7):
            v = work(i + j)
            if v > 4.5:
                break
            yield i, j
        else:
            yield i


def outer_while(n):
    out = []
    while n > 0:
        n -= 1
        for j in range(9):
            v = work(n + j)
            if v > 4.5:
                break
            if j % 2:
                continue
            out.append(v)
        else:
            out.append(n)
    return out


def inner_changes_iterable(n):
    out = []
    todo = list(range(9))
    for i in range(n):
        for x in todo:
            v = work(i + x)
            if v > 4.5:
                break
            if v > 4.3 and len(todo) < 40:
                todo.append(x + i)
            out.append(v)
        else:
            out.append(len(todo))
    return out


def nan_ends(n):
    out = []
    best = float("-inf")
    for i in range(n):
        for j in range(9):
            v = float("nan") if (i * j) % 37 == 5 else work(i * j)
            if v != v:
                break
            if v >= best:
                best = v
                out.append((i, j))
        else:
            out.append(best)
    return out


def deep(n):
    out = []
    for a in range(n):
        for b in range(4):
            for c in range(4):
                for d in range(4):
                    if work(a + b * c + d) > 4.5:
                        break
                    out.append((a, b, c, d))
                else:
                    if c > 2:
                        break
                    continue
                if b > 2:
                    break
                out.append((a, b, c))
            else:
                out.append((a, b))
                continue
            out.append(-b)
    return len(out), out[-20:]


def extends(n):
    out, seen, table = [], set(), {}
    for i in range(n):
        for j in range(3):
            out.extend(work(i + k) for k in range(j + 1))
            if work(i * j) > 4.6:
                break
        seen.update((int(work(i - k) * 10) for k in range(5)))
        table.update((k, work(i)) for k in range(i % 4))
        sys.stderr.write(f"{i}\n")
    return out, sorted(seen), table


def extends_itself(n):
    out = [1.0]
    for i in range(n):
        out.extend(work(i) + x for x in out[-2:])
    return out


def extend_fails(n):
    out = []
    try:
        for i in range(n):
            out.extend(work(i) / (40 - i - k) for k in range(3))
    except ZeroDivisionError:
        out.append("caught")
    return out


print(own_truth(90)[-9:], Loud.asked)
print(seen_before(200)[-20:])
print(search(400))
print(walrus(60))
print(mixed_conditions(90))
print(rows(40))
print(elements([k * 1.5 for k in range(60)]))
print(counted(300))
print(with_handlers(90))
print(list(generator(90)))
print(outer_while(90))
print(inner_changes_iterable(90))
print(nan_ends(90))
print(deep(25))
print(extends(60))
print(extends_itself(50))
print(extend_fails(90))
