calls = 0
log = []
CURRENT = None


def work(n):
    global calls
    calls += 1
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    log.append(x % 100)
    return x % 100


total = 0
for n in range(20):
    total += work(n)
print(total, calls, log[-5:])


def uses_current():
    x = CURRENT
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


for CURRENT in range(10):
    print(CURRENT, uses_current())


def drive():
    global CURRENT
    results = []
    for CURRENT in range(5, 12):
        results.append(uses_current())
    CURRENT = 3
    return results, uses_current()


print(drive(), CURRENT)
LIMIT = 5
seen = []
for n in range(20):
    if n > LIMIT:
        break
    if uses_current() % 2:
        LIMIT += 1
    CURRENT += 1
    seen.append((n, LIMIT))
print(seen, LIMIT)
