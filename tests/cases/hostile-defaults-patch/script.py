def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
def f(i, k=1): return heavy(i) + k
for i in range(6):
    h = f(i)
    print(h)
    f.__defaults__ = (i,)
