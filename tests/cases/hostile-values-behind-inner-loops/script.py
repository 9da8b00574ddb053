def solve(n):
    t = n
    for i in range(n * 50 + 100):
        t = (t * 31 + i) % 97
    return t


def tell(*n):
    print("tell", *n)


def target():
    for k in range(4):
        for seed in range(3):
            print(seed)
            k += solve(seed)
        tell(k)


def inner_target():
    for k in range(5):
        for seed in range(k):
            print("round")
            last = solve(seed + k)
        if k > 1:
            tell(seed, last)


def two_levels():
    for k in range(4):
        low = 0
        for a in range(3):
            for b in range(1 + a):
                tell("b")
                low = solve(low + b)
            tell(low, b)
        tell(a, b, low)


def tests():
    for k in range(6):
        for a in range(3):
            tell("a")
            low = solve(a + k)
        if low % 2:
            tell("odd")
        for b in range(2):
            if solve(b) > 3:
                tell("more")
                high = solve(k)
            else:
                high = 3
            print(high)
        while high > 50:
            tell(high)
            high -= 20


def both():
    for k in range(4):
        for a in range(3):
            m = solve(a + k)
            for b in range(m % 3):
                m += solve(b)
                tell(m)
            n = m + 1
            tell(n)
        tell(m, n)


target()
inner_target()
two_levels()
tests()
both()
