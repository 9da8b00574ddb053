def loud(n):
    """A predicate that prints: any() and all() must not ask further than they need to."""
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    print("asked", n)
    return x % 7 == 0


print(any(loud(n) for n in range(20)))
print(all(not loud(n) for n in range(20)))
print(sum(1 for n in range(4) if loud(n)))


def numbers(limit):
    """The prints of the source stand between the prints of the loop."""
    for n in range(limit):
        print("making", n)
        yield n
    print("no more")


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


for n in numbers(6):
    print("using", n, work(n))
for n in numbers(9):
    if work(n) > 90:
        print("enough at", n)
        break
print([work(n) for n in numbers(3)])
print(sum(work(n) for n in numbers(4)))
