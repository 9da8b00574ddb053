def build(n):
    out = []
    for i in range(n):
        out.append(i * i)
    return out


values = build(15000)
