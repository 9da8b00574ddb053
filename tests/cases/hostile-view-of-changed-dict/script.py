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

d = {}
v = d.keys()

def read(n):
    return work(len(v))
n = 2
a = mixed([1])
d[n] = 1
b = read(2)
c = mixed([3])
n = 3
d[n] = 1
d = read(4)
e = mixed([5])
print(a, b, c, d, e, read(1))
