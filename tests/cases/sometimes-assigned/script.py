def slow(n):
    t = 0
    for i in range(400):
        t += (i * n) % 7
    return t

def first(xs):
    where = None
    out = []
    for x in xs:
        w = 0
        for k in range(50):
            w += slow(k)
            if x == 37 and k == 10:
                where = k
                break
        out.append(w)
    print(x, where, len(out))

def second(xs):
    where = None
    out = []
    for x in xs:
        w = slow(x)
        while w > 1100:
            w -= slow(3)
            if x == 37:
                where = w
        out.append(w)
    print(x, where, len(out))
first(range(60))
second(range(60))
