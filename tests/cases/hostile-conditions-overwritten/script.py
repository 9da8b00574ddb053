def solve(n):
    t = n
    for i in range(n * 50 + 100):
        t = (t * 31 + i) % 97
    return t


def tell(*n):
    print("tell", *n)


def leaves():
    for j in range(7):
        value = solve(j)
        if j > 4:
            break
        j -= value
        tell(j)


def skips():
    for j in range(9):
        value = solve(j)
        if j % 3 == 1:
            continue
        j -= value
        tell(value)


def assigns():
    for j in range(9):
        value = solve(j)
        if (j := j + 3) % 2:
            tell(value)
        elif (j := j * 2) > 14:
            break


def in_turn():
    for j in range(9):
        low = j
        for a in range(3):
            value = solve(j + a)
            if low % 3 == 0:
                tell(value)
            low += value
            if low % 2:
                continue
            low += 1
            tell(low)
        if low % 5 == 2:
            tell("end")
        low = 7


def both_sides():
    for j in range(9):
        m = solve(j)
        while m > 40:
            m -= 20
        if m < 20:
            if m % 2:
                m = solve(m)
            else:
                tell(m)
                m += 1
        elif m % 3:
            m = solve(m) + 1
        tell(m)


def unpacked():
    for j, (k, *rest) in enumerate([(1, 2, 3), (4, 5, 6), (7, 8, 9), (10, 11, 12)]):
        value = solve(j + k)
        if rest[0] > 5 and k != 10:
            tell(k)
        rest = [value]
        k, j = j, k
        if j > 6:
            tell(rest, k)


leaves()
skips()
assigns()
in_turn()
both_sides()
unpacked()
