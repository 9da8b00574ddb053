def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
n = 0
h = 5
for i in range(6):
    if i % 2 and (h := heavy(i)) > 80:
        n += h
    print(n, h)
