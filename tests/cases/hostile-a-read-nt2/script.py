def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
rows = [[k] for k in range(3)]
import typing
class N(typing.NamedTuple):
    r: list
out = []
for i in range(6):
    r = N(rows[0])[0]
    v = heavy(i) + len(r)
    rows[0].append(v)
print(rows, out)
