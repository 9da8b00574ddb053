import math


def f(x):
    total = 0.0
    for k in range(1, 30):
        total += math.sin(k * x) / k
    return total * math.exp(-x)


def trapezium(a, b, n):
    h = (b - a) / n
    total = (f(a) + f(b)) / 2
    for i in range(1, n):
        total += f(a + i * h)
    return total * h


def simpson(a, b, n):
    h = (b - a) / n
    return h / 3 * (
        f(a) + f(b) + 4 * sum(f(a + i * h) for i in range(1, n, 2)) + 2 * sum(f(a + i * h) for i in range(2, n, 2))
    )


for n in (10, 100, 400):
    print(n, repr(trapezium(0.0, 3.0, n)), repr(simpson(0.0, 3.0, n)))
t, y = 0.0, 1.0
for step in range(100):
    k1 = f(t) - y
    k2 = f(t + 0.01) - (y + 0.01 * k1)
    y += 0.01 * (k1 + k2) / 2
    t += 0.01
print(repr(t), repr(y))
