TABLE = [1, 2]
scale = 1


def work(x):
    t = 0
    for i in range(300):
        t += TABLE[(i + x) % len(TABLE)] * scale
    return t
