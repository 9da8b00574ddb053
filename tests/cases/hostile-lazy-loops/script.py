def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def pick(n):
    return work(n) + bonus


def rebinding(n):
    global chosen
    chosen = other
    return work(n)


def other(n):
    return work(n) + 1000


def main():
    global bonus
    xs = list(range(25))
    for value in map(pick, xs):
        bonus += value % 3
    print(bonus)
    for value in (pick(n) for n in xs):
        bonus -= value % 3
    print(bonus)
    seen = [1, 2]
    seen.extend(map(lambda n: work(n) + len(seen), xs))
    print(seen)
    growing = [1, 2, 3]
    for value in map(work, growing):
        if len(growing) < 12:
            growing.append(value)
    print(growing)
    shared = iter(xs)
    for value in map(work, shared):
        print(value, next(shared, None), end="; ")
    print()
    shared = iter(xs)
    print(any(work(n) > 80 for n in shared), list(shared))
    shared = iter(xs)
    print(any(map(lambda n: work(n) > 80, shared)), list(shared))
    k = 0
    for value in map(lambda n: work(n) + k, xs):
        k = value
    print(k)
    table = {n: 0 for n in xs}
    for value in map(lambda n: work(n) + table[n], xs):
        table[value % 25] += 1
    print(sorted(table.items()))
    print(sum(map(chosen, xs)), chosen is other)
    w = 1
    print(list(map(lambda n: work(n) + w, [w := w + 1, 4, 5, 6])), w)
    print(*map(lambda n: work(n) + w, [w := w + 1, 4, 5, 6]), w)
    kept = list(filter(lambda row: work(row[0]), [[n] for n in xs]))
    kept[0].append("same")
    print(kept[:2])
    rows = [[n] for n in xs]
    again = list(map(lambda row: row if work(row[0]) else None, rows))
    again[3].append("shared")
    print(rows[3])


bonus = 0
chosen = rebinding
main()
