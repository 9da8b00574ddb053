import decimal
import os
import sys
import warnings


def divide(n):
    x = decimal.Decimal(n + 1)
    for k in range(1, 60):
        x = x / 3 + k
    return x


for n in range(9):
    if n == 3:
        decimal.getcontext().prec = 8
    if n == 6:
        decimal.getcontext().rounding = decimal.ROUND_UP
    print(n, divide(n))
with decimal.localcontext() as context:
    context.prec = 40
    print([str(divide(n)) for n in range(3)])
print([str(divide(n)) for n in range(2)], decimal.getcontext().flags[decimal.Inexact])


def warn(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    if x % 2:
        warnings.warn("odd", stacklevel=2)
    return x % 100


total = 0
for n in range(8):
    total += warn(n)
print(total)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print([warn(n) for n in range(6)], len(caught), caught[0].lineno)


def settings(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    os.environ["COUNT"] = str(int(os.environ.get("COUNT", "0")) + 1)
    return x % 100, os.path.basename(os.getcwd()), os.environ["COUNT"]


os.makedirs("sub", exist_ok=True)
for n in range(5):
    if n == 2:
        os.chdir("sub")
    print(settings(n))
os.chdir("..")
print(os.environ["COUNT"], os.path.exists("script.py"))
limit = sys.getrecursionlimit()
for n in range(3):
    sys.setrecursionlimit(limit + n)
    print(settings(n)[0], sys.getrecursionlimit() - limit)
