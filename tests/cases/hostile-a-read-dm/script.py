def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
rows = [[k] for k in range(3)]
class D(dict):
    def __missing__(self,k): return rows[0]
out = []
for i in range(6):
    r = D()[7]
    v = heavy(i) + len(r)
    rows[0].append(v)
print(rows, out)
