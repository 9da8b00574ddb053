def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
out = []
for a, *b in [(1, 2), (2, 3), (3, 4)]:
    b.append(heavy(a))
    out.append(b)
print(out)
