try:
    from fractions import gcd
except ImportError:
    from math import gcd
try:
    from itertools import izip as zip
except ImportError:
    pass
try:
    from time import clock
except ImportError:
    from time import perf_counter as clock
try:
    from string import letters
except ImportError as problem:
    from string import ascii_letters as letters
    print(type(problem).__name__, problem.name)


def common(number):
    total = 0
    for a, b in zip(range(number, number + 60), range(60)):
        total += gcd(a, b)
    return total


start = clock()
totals = []
for number in range(60):
    totals.append(common(number))
print(sum(totals), len(letters), clock() >= start)
