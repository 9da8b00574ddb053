import cycle_a


def double(k):
    return 2 * cycle_a.part(k)


def several(n):
    return [double(k) for k in range(n)]
