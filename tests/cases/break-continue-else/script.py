def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def first_above(limit):
    for n in range(30):
        value = work(n)
        if value % 2:
            continue
        if value > limit:
            print("found", n, value)
            break
    else:
        print("nothing above", limit)
        n = -1
    return n


print(first_above(50), first_above(97), first_above(1000))

for a in range(5):
    for b in range(5):
        if work(a * 5 + b) > 90:
            break
        print(a, b)
    else:
        print("row", a, "complete")
        continue
    print("row", a, "broken at", b)

for n in []:
    print(work(n))
else:
    print("empty")


def shares(divisors):
    kept = []
    for n, divisor in enumerate(divisors):
        value = work(n)
        print(n, value)
        # Nothing is computed behind it: only the driver asks, and it is there that the division fails.
        if value / divisor > 40:
            continue
        kept.append(n)
    return kept


print(shares([1, 2, 3, 4, 5] * 4))
try:
    shares([1, 2, 3, 4, 5, 6, 7, 0, 9])
except ZeroDivisionError as error:
    print(error)

for a in range(4):
    for b in range(4):
        value = work(a + b)
        print(a, b, value)
        if value % 3:
            continue
        if value % 2:
            print("odd")
