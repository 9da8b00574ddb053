def heavy(n):
    t = 0
    for a in range(n % 13 + 30):
        for b in range(n % 13 + 90):
            t += a * b % 7
    return t
n = 6
g = [[0] * n for _ in range(n)]
seen = []
try:
    for i in range(n):
        g[i][0] = heavy(i)
        g[i][1] = g[i][0] // (3 - i)
        seen.append(i)
except ZeroDivisionError as e:
    print(e, i)
print(g, seen)
buf = []
log = []
for i in range(n):
    buf = buf[:2]
    item = [heavy(i)]
    pair = (item, item)
    log.append(pair)
    pair[0].append(i)
print(log, log[0][0] is log[0][1])
