TOTALS = {"calls": 0}

def weight(k):
    return k % 3

def area(k):
    t = 0.0
    for i in range(200):
        t += (i * k) ** 0.5
    return t

def areas(n):
    out = []
    for k in range(n):
        out.append(area(k))
        TOTALS["calls"] += 1
    return out
