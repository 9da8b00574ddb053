def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
import contextlib
h = 3
for i in range(6):
    with contextlib.suppress(ZeroDivisionError):
        h = heavy(i) // (i % 2)
    print(h)
