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
