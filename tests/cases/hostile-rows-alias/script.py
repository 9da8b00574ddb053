def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
def run(a, b):
    for i in range(1, 8):
        a[i][0] = heavy(b[i-1][0]) + 1
g = [[0, 0] for _ in range(8)]
run(g, g)
print(g)
