def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
class C:
    def m(s, i): return heavy(i)
c = C()
for i in range(6):
    h = c.m(i)
    print(h)
    if i == 2: C.m = lambda s, i: -i
