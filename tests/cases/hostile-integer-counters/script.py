calls = 0
level = 0


def seen(n):
    return calls + n


def bump(n):
    global level
    level += 1
    return level


def heavy(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def failing(n):
    count = 0
    try:
        for a in range(20):
            for b in range(30):
                count += 1
                if heavy(a * b) == 200 or a * 30 + b == n:
                    raise ValueError("stop")
    except ValueError:
        pass
    return count


def breaking(n):
    count = 0
    for a in range(20):
        for b in range(30):
            count += heavy(b) % 3
            if count > n:
                break
        count += 1
    return count


def leaving(n):
    count = 0
    for a in range(20):
        count += heavy(a)
        if count > n:
            return count, a
    return count, -1


def floats(n):
    total = 0
    for a in range(20):
        for b in range(20):
            total += heavy(a * b) / 7
    return total


def late_float(start):
    total = start
    for a in range(20):
        for b in range(20):
            total += heavy(a * b)
    return total


def unbound(n):
    if n:
        count = 0
    for a in range(20):
        for b in range(30):
            count += heavy(b)
    return count


def watched(n):
    count = 0

    def look():
        return count

    found = []
    for a in range(10):
        for b in range(20):
            count += heavy(b) % 2
        found.append(look())
    return found


def lists(n):
    parts = []
    for a in range(12):
        for b in range(5):
            parts += [heavy(a * b)]
    return parts


def printing(n):
    count = 0
    for a in range(12):
        count += heavy(a)
        print(count, end=" ")
    print()
    return count


def swapped(n):
    count = step = 1
    for a in range(12):
        for b in range(9):
            count += heavy(b) % step + 1
            step += 1
    return count, step


def caught(n):
    bad = good = 0
    for a in range(12):
        for b in range(9):
            try:
                good += heavy(a) // ((a + b) % 5)
            except ZeroDivisionError:
                bad += 1
    return bad, good


for i in range(12):
    for j in range(12):
        calls += heavy(j) % 2
    print(seen(i), end=" ")
print(calls)
for i in range(12):
    for j in range(12):
        level += heavy(j) % 2
        level -= bump(j) % 2
print(level)
print(failing(333), failing(-1), breaking(50), leaving(300), leaving(10**9))
print(floats(1), late_float(0), late_float(0.1), late_float(True), watched(1), lists(1))
print(printing(1), swapped(1), caught(1))
try:
    print(unbound(1))
    print(unbound(0))
except UnboundLocalError as error:
    print(type(error).__name__)
