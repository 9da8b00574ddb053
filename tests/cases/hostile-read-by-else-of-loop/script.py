"""What the last round leaves behind is read by the `else` of the loop, and by nothing else."""


def heavy(n):
    total = 0
    for i in range(n * 10 + 2500):
        total += i * n % 7
    return total


def of_while(sizes):
    left = 8
    while left > 0:
        left -= 1
        value = heavy(left)
        if value % 4 == 99:
            return value
        last = sizes
        more = value + 1
    else:
        print(last, more)
    return left


def of_for(sizes):
    out = []
    for left in range(8):
        value = heavy(left)
        out.append(value)
        if value % 4 == 99:
            return value
        last = sizes
        more = value + 1
    else:
        print(last, more)
    return left


def inner_loop_in_else():
    for left in range(8):
        value = heavy(left)
        if value % 4 == 99:
            break
        more = value + left
    else:
        for again in range(3):
            print(more, again)
    return left


print(of_while([1, 2]), of_for([1, 2]), inner_loop_in_else())
