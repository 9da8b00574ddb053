import decimal
from decimal import Decimal

context = decimal.getcontext()
context.prec = 10


def sums(x):
    t = Decimal(0)
    for i in range(1, 300):
        t += Decimal(i) / Decimal(x + 1)
    return t


found = []
for x in range(8):
    v = sums(x)
    found.append(v)
print(found, context)
