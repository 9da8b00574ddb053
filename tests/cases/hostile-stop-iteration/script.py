def work(x):
    t = 0
    for i in range(x % 7 + 20):
        for j in range(9):
            t = (t * 31 + i * j + x) % 10007
    return t

def picky(x):
    work(x)
    if x == 3:
        raise StopIteration("no")
    return x

try:
    print([picky(x) for x in [1, 2, 3, 4]])
except StopIteration as error:
    print("stopped", error)
except RuntimeError as error:
    print("runtime", error)

try:
    print(sum(picky(x) for x in [1, 2, 3, 4]))
except RuntimeError as error:
    print("runtime", error)
