import math


def term(k):
    x = 0.0
    for i in range(1, 40):
        x += (-1) ** i / (k + i)
    return x * 10.0 ** ((k * 7) % 31 - 15)


total = 0.0
product = 1.0
for k in range(1, 200):
    t = term(k)
    total += t
    product *= 1 + t * 1e-3
print(repr(total), repr(product))
print(repr(sum(term(k) for k in range(1, 200))))
print(repr(sum([term(k) for k in range(1, 200)], 0.1)))
print(repr(math.fsum(term(k) for k in range(1, 200))))
backwards = 0.0
for k in range(199, 0, -1):
    backwards += term(k)
print(repr(backwards), backwards == total)
