def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
def main():
    try:
        for i in range(6):
            h = heavy(i)
            print(10 // (3 - i))
    except ZeroDivisionError:
        print(h, i)
main()
