import os
import sys


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


for n in range(20):
    value = work(n)
    print(n, value)
    if n == 4:
        sys.stdout.flush()
    if n == 9:
        os._exit(5)  # what was not flushed is lost
