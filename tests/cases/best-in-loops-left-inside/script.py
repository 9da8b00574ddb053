import math


def work(x, k=25):
    t = 0.0
    for j in range(k):
        t += math.sin(x * j) ** 2
    return t


def leaves_at_better(n):
    best, arg, rounds = 99.0, None, 0
    for i in range(n):
        for j in range(6):
            c = work(i * j + 1)
            rounds += 1
            if c < best:
                best = c
                arg = (i, j)
                break
    return best, arg, rounds


def leaves_at_better_2(n):
    best, arg = 99.0, None
    for i in range(n):
        for j in range(6):
            c = work(i * j + 1)
            if c < best:
                best = c
                arg = (i, j)
                break
    return best, arg


def else_of_better(n):
    best, arg, none = 99.0, None, 0
    for i in range(n):
        for j in range(6):
            c = work(i * j + 1)
            if c < best:
                best, arg = c, (i, j)
                break
        else:
            none += 1
    return best, arg, none


def goes_on_at_better(n):
    best, arg, rounds = 99.0, None, 0
    for i in range(n):
        for j in range(6):
            c = work(i * j + 1)
            if c < best:
                best, arg = c, (i, j)
                continue
            rounds += 1
    return best, arg, rounds


def pruned(n):
    best, arg = 99.0, None
    for i in range(n):
        for j in range(6):
            c = work(i * j + 1)
            if c > best:
                break
            if c < best:
                best, arg = c, (i, j)
    return best, arg


def in_else(n):
    best, arg = 0.0, None
    for i in range(n):
        t = 0.0
        for j in range(6):
            c = work(i * j + 1)
            if c > 13.2:
                break
            t += c
        else:
            if t >= best:
                best, arg = t, i
    return best, arg


def by_max(n):
    best = 0.0
    low = 99.0
    for i in range(n):
        for j in range(6):
            c = work(i * j + 1)
            if c > 13.2:
                break
            best = max(best, c)
        else:
            low = min(low, c)
    return best, low


def members(n):
    seen = set()
    order = []
    for i in range(n):
        for j in range(6):
            c = int(work(i * j + 1) * 10)
            if c % 3 == 0:
                break
            seen.add(c)
            order.append(c)
        else:
            order.append(-i)
    return len(seen), order


print(leaves_at_better(200))
print(leaves_at_better_2(200))
print(else_of_better(200))
print(goes_on_at_better(200))
print(pruned(200))
print(in_else(200))
print(by_max(200))
print(members(200))
