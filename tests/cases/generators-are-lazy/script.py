def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


scale = 1
lazy = (work(n) * scale for n in range(6))
scale = 10  # seen by the generator, which has not begun
print(list(lazy))

data = [1, 2, 3]
lazy = (work(n) for n in data)
data.append(4)
print(list(lazy))
data = [5, 6]
lazy = (work(n) for n in data)
data = [7, 8]
print(list(lazy))


def boom():
    raise ValueError("at once")


try:
    lazy = (work(n) for n in boom())
except ValueError as error:
    print(error)
lazy = (work(1 // n) for n in (1, 0))
print(next(lazy))
try:
    next(lazy)
except ZeroDivisionError as error:
    print(error)
print(next(lazy, "over"))


def stream():
    try:
        for n in range(10):
            yield work(n)
    finally:
        print("stream closed")


for value in stream():
    if value < 5:
        break
    print(value)
print("after")
squares = (n * n for n in range(8))
for n in (work(s) for s in squares if s % 2):
    print(n, next(squares, None))
pairs = ((a, b) for a in range(3) for b in range(a))
print([work(a * b) for a, b in pairs])
