def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
def f(i):
    heavy(i)
    if i % 2: raise ValueError(i)
    return i
def main():
    for i in range(4):
        e2 = None
        try:
            f(i)
        except ValueError as e:
            e2 = e
        print(e2, type(e2), getattr(e2, '__traceback__', None) is None)
main()
