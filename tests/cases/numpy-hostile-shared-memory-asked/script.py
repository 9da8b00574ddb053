import numpy as np


def mixed(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x


def related(whole, part, n):
    return mixed(n), float(whole.sum() + part.sum()), np.shares_memory(whole, part)


def main():
    whole = np.zeros(10)
    part = whole[2:5]
    for t in range(4):
        print([related(whole, part, n) for n in range(5)])
        whole[t] = t
    for n in range(5):
        found = mixed(n)
        print(found, np.may_share_memory(whole, part))


main()
