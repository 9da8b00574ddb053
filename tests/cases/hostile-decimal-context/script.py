import decimal
from decimal import Decimal

context = decimal.getcontext()


def roots(x):
    s = Decimal(0)
    for i in range(1, 300):
        s = s.max(Decimal(i + x).sqrt())
    return s


found = []
for x in range(10):
    v = roots(x)
    found.append(v)
    if x == 4:
        context.prec = 6
print(found)
print([roots(x) for x in range(6)])
print(context.prec, context.rounding)
