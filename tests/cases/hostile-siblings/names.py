"""Uses names that the rewrite would like to have."""
surge_rt = "mine"


def work(k):
    v = k
    for i in range(80):
        v = (v * 31 + i) % 1009
    return v


def tasks(n):
    out = []
    for k in range(n):
        out.append(work(k))
    return out


def zip_like(zip, other):
    out = []
    for a in zip:
        for b in other:
            v = work(a * b)
            out.append(v)
            print(a, b, v)
    return out
