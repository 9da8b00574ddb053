def f(i):
    t = i
    for k in range(900):
        t = (t * 13 + k) % 97
    return t


def load(n):
    return [f(i) for i in range(n)]


xs = list(range(12))
print(f"{sum(f(v) for v in xs)=}")
print(f"{[f(v) for v in xs]=!s:.20}")
print(f"{max(xs, key=f)=} {sorted(xs, key=f) = }")
print(f"{list(map(f, xs))=}")
print(f"{sum([f(v) for v in xs])=} {min([f(v) for v in load(9)])=}")
print(f"{(lambda: [f(v) for v in xs])()=}")
out = []
for v in xs:
    out.append(f"{f(v)=}")
    print(f"{f(v) + 1 = }")
print(out)
for v in xs[:4]:
    t = f"""{[f(q)
        for q in xs[:3]]=}"""
    print(t)
print([f"{f(v)=}" for v in xs])
total = sum(f(v) for v in xs)
print(f"{total=} {sum(f(v) for v in xs)}")
