def f(i):
    t = i
    for k in range(900):
        t = (t * 13 + k) % 97
    return t


def check(function, *given):
    try:
        return function(*given)
    except TypeError as error:
        return str(error)


def main():
    out = []
    for i in range(8):
        g = lambda a, b: a
        v = f(i)
        try:
            t = g(v)
        except TypeError as error:
            t = str(error)
        out.append((v, t))
    return out


def go(n):
    return [(f(i), check(lambda a, b: 0, i)) for i in range(n)], max(range(5), key=lambda v: (f(v), check(lambda: 0, v)))


class Runner:
    def run(self, n):
        out = []
        for i in range(n):
            out.append((f(i), check(lambda a, b=i: a)))
        return out


print(main())
print(go(4))
print(Runner().run(5))
print([(f(i), check(lambda a, b: 0, i)) for i in range(6)], {i: check(lambda a, b: f(i), i) for i in range(6)})
print(list(map(lambda i: (f(i), check(lambda: 0, i)), range(5))))
res = []
for i in range(8):
    v = f(i)
    g = lambda a: a
    res.append((v, g.__qualname__, g.__name__, g.__module__))
print(res)
print([(f(i), (lambda: 0).__qualname__) for i in range(4)])
print(sorted(range(9), key=lambda i: f(i) % 5), [sorted(range(4), key=lambda k: f(k + i)) for i in range(3)])
