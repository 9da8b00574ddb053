def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
def f(i): return heavy(i)
def g(i): return -1
for i in range(6):
    h = f(i)
    print(h)
    if i == 2: f.__code__ = g.__code__
