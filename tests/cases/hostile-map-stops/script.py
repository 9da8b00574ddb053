def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def stops(n):
    if work(n) >= 0 and n in (11, 30):
        raise StopIteration(n)
    return work(n)


def first_large(row):
    return next(v for v in row if work(v) > 60)


def passes(n):
    return stops(n) > 50


xs = list(range(40))
print(list(map(stops, xs)))
print(sum(map(stops, xs[11:])))
print(list(filter(passes, xs)))
print(list(map(stops, xs[:12])), list(filter(passes, xs[:12])))
print(sorted(map(stops, iter(xs))))
rest = iter(xs)
print(list(map(stops, rest)), list(rest))
rows = [[n, n + 1, n + 2] for n in range(30)]
for attempt in range(5):
    try:
        if attempt == 0:
            print([first_large(row) for row in rows])
        elif attempt == 1:
            print(sorted(xs, key=stops))
        elif attempt == 2:
            print(max(xs, key=stops))
        elif attempt == 3:
            print({n: stops(n) for n in xs})
        else:
            print(sum(stops(n) for n in xs))
    except (StopIteration, RuntimeError) as error:
        print(attempt, type(error).__name__, error)
print(list(map(first_large, rows)))
