def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
import decimal
c = decimal.getcontext()
for i in range(4):
    v = decimal.Decimal(heavy(i)) / 7
    print(v)
    c.prec = 5 + i
