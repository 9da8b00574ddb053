def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
for a, *b in [(1, 2, 3), (4, 5), (6,)]:
    h = heavy(a)
    b.append(h)
    print(a, b)
print(a, b)
