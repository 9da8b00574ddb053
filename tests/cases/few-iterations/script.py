def work(n):
    x = n
    for _ in range(20000):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


for count in range(4):
    total = 0
    last = None
    for n in range(count):
        last = work(n)
        total += last
    else:
        print("all", count)
    print(count, total, last, [work(n) for n in range(count)], sum(work(n) for n in range(count)))
print(max((work(n) for n in ()), default="none"))
try:
    max(work(n) for n in [])
except ValueError as error:
    print(error)
for n in "":
    print("never")
try:
    print(n)
except NameError:
    print("unbound")
for _ in range(1):
    print(work(5))
try:
    for n in None:
        print(work(n))
except TypeError as error:
    print(error)
try:
    for n in range("3"):
        print(work(n))
except TypeError as error:
    print(error)
try:
    for a, b in 5, 6:
        print(work(a))
except TypeError as error:
    print(error)
