import collections

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

P = collections.namedtuple('P', 'xs')
p = P([1])
q = p._replace()

def read(n):
    return mixed(p.xs) + work(n)
out = []
for n in range(6):
    v = read(n)
    out.append(v)
    q.xs.append(n)
print(out)
