import re
import warnings


def work(n):
    total = 0
    for i in range(300):
        total = (total * 31 + i * n) % 1000003
    return total


def pattern(n):
    try:
        re.compile("[[a]%d" % n)
    except FutureWarning as w:
        return -n
    return work(n)


for a in ("error", "always", "ignore", "error"):
    warnings.simplefilter(a)
    re.purge()
    print([pattern(n) for n in range(8)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        print([pattern(n) for n in range(8)])
