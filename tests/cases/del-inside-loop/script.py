def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


for n in range(6):
    value = work(n)
    print(n, value)
    del value
try:
    print(value)
except NameError as error:
    print(error)

table = {n: work(n) for n in range(12)}
for n in range(0, 12, 2):
    if work(n) < 50:
        del table[n]
print(table)
items = list(range(10))
for n in range(4):
    del items[work(n) % len(items)]
print(items)
for n in range(3):
    keep = work(n)
    del n
print(keep)
try:
    n
except NameError as error:
    print(error)


def forget():
    total = 0
    for n in range(5):
        part = work(n)
        total += part
        if n == 3:
            del part
    try:
        return part
    except UnboundLocalError:
        return total


print(forget())
del work
try:
    for n in range(2):
        print(work(n))
except NameError as error:
    print(error)
