def permutations(items):
    if not items:
        yield []
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [item] + rest


def cost(order):
    x = 1
    for _ in range(20):
        for a in order:
            x = (x * 31 + a) % 10007
    return x


best = None
count = 0
for order in permutations([1, 2, 3, 4, 5]):
    c = cost(order)
    count += 1
    if best is None or c < best:
        best = c
        print(c, order)
print(count)


def averager():
    total = 0.0
    n = 0
    value = None
    while True:
        value = yield value
        total += value
        n += 1
        value = total / n


running = averager()
next(running)
for n in range(10):
    print(running.send(cost([n, n + 1])))
running.close()
