"""A name of Python 2 that the program puts among the builtins: it means what was put there, which counts its calls."""

import builtins

calls = []


def counted(n):
    calls.append(n)
    return list(range(n))


builtins.xrange = counted


def residues(n):
    return sum(i * i % 7 for i in xrange(n)) + len(calls)


print([residues(n) for n in range(300)])
print(len(calls))
