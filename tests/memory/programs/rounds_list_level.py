def work(n):
    out = []
    for item in range(n):
        if len(out) == 10:
            for k in range(100):
                out.append([k] * 100)
        out.append(item)
    return out


print(len(work(4000)))
