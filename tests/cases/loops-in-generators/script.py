def work(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def values(limit):
    print("begin")
    for n in range(limit):
        value = work(n)
        print("yield", n)
        answer = yield value
        if answer:
            print("answered", answer)
    return "done"


def both(limit):
    result = yield from values(limit)
    print("result", result)
    for n in range(2):
        yield work(n) + 1000


for value in both(3):
    print("got", value)
source = both(10)
print(next(source), source.send("hello"))
source.close()
try:
    source = values(5)
    next(source)
    source.throw(ValueError("thrown"))
except ValueError as error:
    print(error)


def bad(limit):
    for n in range(limit):
        if work(n) == 43:
            raise StopIteration("inside")
        yield n


try:
    print(list(bad(8)))
except RuntimeError as error:
    print(error, repr(error.__cause__))


def squares():
    total = 0
    for n in range(1000):
        total += work(n)
        yield total


for i, total in enumerate(squares()):
    if total > 300:
        print(i, total)
        break
