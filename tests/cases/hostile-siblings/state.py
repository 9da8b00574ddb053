COUNT = 0


def work(k):
    v = k
    for i in range(80):
        v = (v * 17 + i) % 2003
    return v


def counted(n):
    global COUNT
    out = []
    for k in range(n):
        out.append(work(k + COUNT))
        COUNT += 1
    return out


def plain(n):
    return [work(k) for k in range(n)]


def bump(n):
    global COUNT
    for k in range(n):
        if work(k) % 2:
            COUNT += 1
    return COUNT
