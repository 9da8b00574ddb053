known = {}
pairs = {(1, 1): 7}


def work(n):
    x = n
    for _ in range(100):
        x = (x * 69069 + 1) % 4294967296
    return x


def steps(n):
    """How many steps it takes to come to 1."""
    if n == 1:
        return 1
    try:
        return known[n]
    except KeyError:
        found = 1 + steps(n // 2 if n % 2 == 0 else 3 * n + 1)
        known[n] = found
        return found


def pair(a, b):
    key = (a, b)
    try:
        return pairs[key]
    except KeyError:
        pass
    found = work(a) % 100 + work(b) % 10
    pairs[key] = found
    return found


print(max([(steps(n), n) for n in range(1, 2000)]), len(known))
total = 0
for n in range(300):
    total += pair(n % 20, n % 3) + pair(1, n % 5)
print(total, len(pairs))
