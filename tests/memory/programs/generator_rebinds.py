def g(n):
    big = [str(i) for i in range(n)]
    for i in range(n):
        yield i
    big = []
    yield len(big)


out = []
for x in g(10000):
    out.append((x, x + 1))
print(len(out))
