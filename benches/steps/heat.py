def relax(u, n):
    new = [row[:] for row in u]
    for i in range(1, n - 1):
        for j in range(1, n - 1):
            new[i][j] = 0.25 * (u[i - 1][j] + u[i + 1][j] + u[i][j - 1] + u[i][j + 1])
    return new


def main():
    n = 120
    u = [[0.0] * n for _ in range(n)]
    for j in range(n):
        u[0][j] = 100.0
    for step in range(300):
        u = relax(u, n)
    print(sum(map(sum, u)))


main()
