import datetime


def f(i):
    t = i
    for k in range(900):
        t = (t * 13 + k) % 97
    return t


values = [f(i) + bool(NotImplemented) for i in range(20)]
print(values)
out = []
for i in range(12):
    known = not NotImplemented
    out.append(f(i) + known)
print(out)


def both(n):
    return sum(f(i) + bool(NotImplemented) for i in range(n)), list(map(lambda i: f(i) + bool(NotImplemented), range(n)))


print(both(9))
total = 0
for i in range(12):
    total += f(i) + datetime.datetime.utcfromtimestamp(i * 86400).day  # from Python 3.12 on
print(total)
print([f(i) + datetime.datetime.utcfromtimestamp(i * 86400).day for i in range(9)])
