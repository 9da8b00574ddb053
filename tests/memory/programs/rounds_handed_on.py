def work():
    a = b = c = d = e = f = []
    for i in range(100):
        f = e
        e = d
        d = c
        c = b
        b = a
        a = [0] * 10000 if i == 50 else [0]
    return len(f)


print(work())
