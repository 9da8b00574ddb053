import sys


def depth(n):
    if n == 0:
        return [0]
    return depth(n - 1) + [n]


result = depth(len(sys.argv) * 20)
