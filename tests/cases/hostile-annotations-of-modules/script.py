def f(i):
    t = i
    for k in range(900):
        t = (t * 13 + k) % 97
    return t


import helper

out = []
for i in range(8):
    v: int = f(i)
    w: "str" = str(v)
    out.append((v, w))
print(out, sorted(__annotations__))
total: int = 0
for i in range(8):
    total: float = total + f(i)
print(total, __annotations__["total"])
print(helper.rows, sorted(helper.__annotations__))
