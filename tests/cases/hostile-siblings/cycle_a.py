import cycle_b


def part(k):
    v = k
    for i in range(80):
        v = (v * 7 + i) % 997
    return v


def total(n):
    return sum(cycle_b.double(k) for k in range(n))
