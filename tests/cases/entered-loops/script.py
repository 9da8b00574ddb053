STEPS = 20
def f(x):
    for i in range(3000): x = (x * 7 + i) % 10007
    return x
out = []
for k in range(9):
    c = k
    for _ in range(20):
        if c % 3 == 0 and _ > 2:
            break
        d = f(c)
        c = d + 1
    out.append(c + d)
for k in range(9):
    for j in range(STEPS):
        if f(k + j) % 5 == 0:
            continue
        e = f(k)
    try:
        out.append(e)
    except NameError:
        out.append(None)
for k in range(9):
    for j in range(0, 1, 7):
        m = f(k)
    out.append(m)
for k in range(9):
    for j in range(0):
        z = f(k)
    if k > 4:
        z = f(k)
    try: out.append(z)
    except NameError: out.append(-1)
print(out)
