import math
import helper

noted = []
root = math.sqrt


def noting_sqrt(x):
    noted.append(x)
    return root(x)


def norm(n):
    total = 0.0
    for k in range(100):
        total = math.sqrt(total + n * k)
    return total


print([round(norm(n), 6) for n in range(5)])
math.sqrt = noting_sqrt
values = []
for n in range(12):
    values.append(norm(n) + helper.scale(n))
    if n == 6:
        helper.FACTOR = 100
        helper.scale = lambda n: -n
print(values)
print(len(noted), noted[:3])
