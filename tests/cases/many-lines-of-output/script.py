def render(n):
    x = n
    parts = []
    for _ in range(100):
        x = (x * 69069 + 1) % 4294967296
        parts.append("%d" % x)
    return " ".join(parts)


for n in range(300):
    print(n, render(n))
