def solve(n):
    t = n
    for i in range(n * 50 + 100):
        t = (t * 31 + i) % 97
    return t


def nested():
    for i in range(6):
        size = solve(i)
        other = solve(i + 1)

    def grow(n):
        nonlocal size, other
        size += n
        del other
        return n

    grow(3)
    try:
        grow(4)
    except NameError:
        print("gone")


for i in range(6):
    level = solve(i)
    spare = solve(i + 9)


def lift(n):
    global level, spare
    level -= n
    del spare


nested()
lift(1)
print(level)
