def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
rows = [[k] for k in range(3)]
class E(Exception):
    def __init__(self,q): self.q=q
def getit():
    try:
        raise E(rows[0])
    except E as e:
        return e.q
out = []
for i in range(6):
    r = getit()
    v = heavy(i) + len(r)
    rows[0].append(v)
print(rows, out)
