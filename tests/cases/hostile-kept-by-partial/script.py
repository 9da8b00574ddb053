import functools

def work(x):
    t = 0
    for i in range(x % 7 + 20):
        for j in range(9):
            t = (t * 31 + i * j + x) % 10007
    return t

def mixed(xs):
    t = 0
    for x in xs:
        t += work(x)
    return t

xs = [1]
add = functools.partial(xs.append, 4)

def read(n):
    return mixed(xs) + work(n)
out = []
for n in range(6):
    v = read(n)
    out.append(v)
    add()
print(out)
