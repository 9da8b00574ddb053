def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
h = -1
for i in range(6):
    x = 1 if i % 2 else (h := heavy(i))
    print(x, h)
