def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 1000


functions = []
bound = []
for i in range(10):
    offset = work(i)
    functions.append(lambda: (i, offset))
    bound.append(lambda i=i, offset=offset: (i, offset))
print([f() for f in functions])
print([f() for f in bound])
i = 99
print(functions[0]())


def make():
    made = []
    for k in range(6):
        def show():
            return k, work(k), scale
        scale = work(k) // 2
        made.append(show)
    k = 50
    return made


print([f() for f in make()])
