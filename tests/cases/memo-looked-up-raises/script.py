known = {}


def work(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    return x


def score(n):
    if n == 1000:
        raise ValueError(n)
    if n <= 1:
        return 1
    try:
        return known[n]
    except KeyError:
        found = work(n) % 100 + score(1000 if n == 61 else n // 2)
        known[n] = found
        return found


print(sum([score(n) for n in range(40, 60)]), len(known))
print(sum([score(n) for n in range(100, 140)]))
