"""Deep nests that count: SEND + MORE = MONEY-like and sums of squares."""


def count_quadruples(limit):
    count = 0
    for a in range(1, limit):  # expert: easy
        for b in range(a, limit):
            for c in range(b, limit):
                d2 = a * a + b * b + c * c
                d = int(d2 ** 0.5)
                if d * d == d2 and d < limit:
                    count += 1
    return count


def two_plus_two():
    solutions = []
    for t in range(1, 10):  # expert: easy
        for w in range(10):
            if w == t:
                continue
            for o in range(10):
                if o in (t, w):
                    continue
                total = 2 * (100 * t + 10 * w + o)
                if total < 1000:
                    continue
                f, u = total // 1000, total // 10 % 10
                if total // 100 % 10 != o:
                    continue
                r = total % 10
                if len({t, w, o, f, u, r}) == 6:
                    solutions.append((t, w, o, f, u, r))
    return solutions


def lattice(n):
    inside = 0
    for x in range(-n, n + 1):  # expert: easy
        for y in range(-n, n + 1):
            for z in range(-n, n + 1):
                if x * x + y * y + z * z <= n * n:
                    inside += 1
    return inside


def dice(target):
    ways = 0
    for a in range(1, 7):  # expert: easy
        for b in range(1, 7):
            for c in range(1, 7):
                for d in range(1, 7):
                    for e in range(1, 7):
                        if a + b + c + d + e == target:
                            ways += 1
    return ways


print(count_quadruples(45))
for s in two_plus_two():
    print(s)
print(lattice(13))
print(dice(17), dice(20))
