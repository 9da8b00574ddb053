def inner(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def middle(n):
    values = []
    for k in range(6):
        values.append(inner(n * 10 + k))
    return sum(values), max(inner(k) for k in range(n + 1))


def outer(n):
    result = []
    for k in range(4):
        result.append(middle(n + k))
    return result


for n in range(5):
    print(n, outer(n))
table = [[inner(a * b) for a in range(5)] for b in range(5)]
print(table)


def solve(level, path):
    """Every call has a loop that could be parallel, whose body calls it again."""
    if level == 0:
        return [path] if inner(sum(path)) % 3 == 0 else []
    found = []
    for k in range(3):
        found += solve(level - 1, path + [k])
    return found


print(solve(4, []))
