def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
NAN = float('nan')
def f(i):
    heavy(i)
    return NAN
out = []
for i in range(6):
    v = f(i)
    out.append(v)
print(NAN in out, out.count(NAN), out == [NAN]*6, len(set(out)), out[0] in out)
