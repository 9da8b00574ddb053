def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
def main():
    a = b = None
    try:
        for i in range(6):
            a = heavy(i)
            b = 10 // (3 - i)
            c = heavy(a)
            print(c)
    except ZeroDivisionError:
        print(a, b, c, i)
main()
