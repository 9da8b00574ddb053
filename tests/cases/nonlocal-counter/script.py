def make_counter():
    count = 0
    log = []

    def work(n):
        nonlocal count
        x = n
        for _ in range(300):
            x = (x * 69069 + 1) % 4294967296
        count += 1
        log.append(n)
        return x % 100

    def report():
        return count, log[-3:]

    return work, report


work, report = make_counter()
total = 0
for n in range(20):
    total += work(n)
print(total, report())
print(sum(work(n) for n in range(5)), report())


def outer(limit):
    best = -1
    tried = []

    def attempt(n):
        nonlocal best
        x = n
        for _ in range(200):
            x = (x * 69069 + 1) % 4294967296
        tried.append(n)
        if x % 100 > best:
            best = x % 100
            return True
        return False

    records = [n for n in range(limit) if attempt(n)]
    return best, records, len(tried)


print(outer(25))
