def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
g = [[0, 0] for _ in range(8)]
def look(i): return g[i-1][0]
for i in range(1, 8):
    g[i][0] = heavy(look(i)) + 1
print(g)
