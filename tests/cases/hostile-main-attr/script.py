def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
import __main__
for i in range(4):
    tmp = heavy(i)
    v = tmp + 1
    print(v)
print(__main__.tmp)
