"""A script from Windows.

Its text has several
lines."""
import sys

def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


TEXT = """one
two"""
total = 0
for n in range(20):
    value = work(n)
    if value > 90:
        print(n, \
              value)
    total += value
print(total, repr(TEXT), repr(__doc__))
print(sum(work(n)
          for n in range(5)))
try:
    [work(n) // (n - 3) for n in range(6)]
except ZeroDivisionError as error:
    print(error, "in line", sys.exc_info()[2].tb_lineno)
for n in range(5):
    print(work(n))
    if n == 3:
        raise RuntimeError("line ends")
