def f(i):
    t = i
    for k in range(900):
        t = (t * 13 + k) % 97
    return t


def ask(function, i):
    return function(i) if i < 5 else function()


def go(n):
    return sum(ask(lambda a: a + f(i), i) for i in range(n)), {i: f(i) for i in range(3)}


class Asking:
    def all(self, n):
        return {i: ask(lambda a: a + f(i), i) for i in range(n)}


print(go(4))
print([ask(lambda a: a + f(i), i) for i in range(5)], Asking().all(4))
print(Asking().all(4), {ask(lambda a: a + f(i), i) for i in range(5)})
print(Asking().all(9))
