def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
class A:
    def __add__(s, i): return heavy(i)
b = A()
for i in range(6):
    h = b + i
    print(h)
    if i == 2: A.__add__ = lambda s, i: -i
