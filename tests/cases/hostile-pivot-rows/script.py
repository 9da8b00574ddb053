INFINITY = float("inf")


def grid(n, seed):
    cells = []
    for i in range(n):
        row = []
        for j in range(n):
            seed = (seed * 1103515245 + 12345) % 2147483648
            row.append(seed % 23 + 1)
        cells.append(row)
    return cells


def shortest(d, n):
    for k in range(n):
        for i in range(n):
            for j in range(n):
                if d[i][k] + d[k][j] < d[i][j]:
                    d[i][j] = d[i][k] + d[k][j]
    return d


def negative_loops(n):
    d = grid(n, 1)
    for i in range(0, n, 3):
        d[i][i] = -1
    return shortest(d, n)


def reached(n):
    r = [[(i * 7 + j * 3) % 11 == 0 for j in range(n)] for i in range(n)]
    r[4][2], r[2][5] = 1, "yes"
    for k in range(n):
        for i in range(n):
            for j in range(n):
                r[i][j] = r[i][j] or (r[i][k] and r[k][j])
    return r


def added(a, k, n):
    for i in range(n):
        for j in range(n):
            a[i][j] += a[k][j] % 5
    return a


def back_again(a, k, n):
    for i in range(n):
        total = 0
        for j in range(n):
            a[i][j] += 1
            total += a[k][j]
            a[i][j] -= 1
        a[i][0] = total if i != k else a[i][0]
    return a


def signs(a, k, n):
    for i in range(n):
        for j in range(n):
            a[i][j] = -a[k][j] if i == k else a[k][j] * 1.0
    return [[str(cell) for cell in row] for row in a]


def numbers_of_other_kinds(a, k, n):
    for i in range(n):
        for j in range(n):
            a[i][j] = float(a[k][j]) if i == k else a[k][j]
    return a


def not_numbers(n):
    a = [[INFINITY - INFINITY if (i + j) % 4 == 0 else float(i) for j in range(n)] for i in range(n)]
    for k in range(n):
        for i in range(n):
            for j in range(n):
                a[i][j] = min(a[k][j], a[i][j]) + 0.5
    return a


def two_pivots(a, p, q, n):
    for i in range(n):
        for j in range(n):
            a[i][j] = max(a[p][j], a[q][j], a[i][j]) + (1 if i == q else 0)
    return a


def downwards(a, k, n):
    for i in reversed(range(n)):
        for j in range(n):
            a[i][j] = a[i][j] * 2 - a[k][j]
    for i in range(n - 1, -1, -1):
        for j in range(n):
            a[i][j] = a[i][j] * 2 - a[k][j]
    return a


def fails(a, k, n):
    try:
        for i in range(n):
            for j in range(n):
                a[i][j] = a[k][j] // (a[i][j] - 2)
    except (ZeroDivisionError, IndexError) as error:
        print(type(error).__name__, i, j)
    return a


def one_row_twice(n):
    a = grid(n, 9)
    a[5] = a[2]
    return added(a, 2, n)


N = 9
print(shortest(grid(N, 3), N))
print(negative_loops(N))
print(reached(N))
for pivot in (0, 4, N - 1, True):
    print(added(grid(N, 2), pivot, N))
    print(back_again(grid(N, 2), pivot, N))
    print(numbers_of_other_kinds(grid(N, 2), pivot, N))
    print(fails(grid(N, 2), pivot, N))
    print(downwards(grid(N, 2), pivot, N))
print(signs([[0.0] * N for _ in range(N)], 3, N))
print(added(grid(N, 2), -1, N))
print(added(grid(N + 3, 2), N + 1, N))
print(fails(grid(N, 2), N + 1, N))
print(not_numbers(N))
print(two_pivots(grid(N, 5), 2, 6, N))
print(one_row_twice(N))
print(back_again(grid(N, 2), 4, N))
print(numbers_of_other_kinds(grid(N, 2), 4, N))
print(fails(grid(N, 2), 4, N))
print(downwards(grid(N, 2), 4, N))
