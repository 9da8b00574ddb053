from .. import state


def extra(x):
    s = state.count
    for i in range(2000):
        s += i * x % 5
    return s
