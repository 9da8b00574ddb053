"""jacobi-2d, jacobi-1d, seidel-2d and fdtd-2d."""


def jacobi_1d(steps, n, A, B):
    for t in range(steps):  # expert: no, refused: shared-mutation
        for i in range(1, n - 1):
            B[i] = 0.33333 * (A[i - 1] + A[i] + A[i + 1])
        for i in range(1, n - 1):
            A[i] = 0.33333 * (B[i - 1] + B[i] + B[i + 1])


def jacobi_2d(steps, n, A, B):
    for t in range(steps):  # expert: no, refused: shared-mutation
        for i in range(1, n - 1):  # expert: easy
            for j in range(1, n - 1):
                B[i][j] = 0.2 * (A[i][j] + A[i][j - 1] + A[i][1 + j] + A[1 + i][j] + A[i - 1][j])
        for i in range(1, n - 1):  # expert: easy
            for j in range(1, n - 1):
                A[i][j] = 0.2 * (B[i][j] + B[i][j - 1] + B[i][1 + j] + B[1 + i][j] + B[i - 1][j])


def seidel_2d(steps, n, A):
    for t in range(steps):  # expert: no, refused: may-alias
        for i in range(1, n - 1):  # expert: no, refused: may-alias
            for j in range(1, n - 1):
                A[i][j] = (A[i - 1][j - 1] + A[i - 1][j] + A[i - 1][j + 1] + A[i][j - 1] + A[i][j]
                           + A[i][j + 1] + A[i + 1][j - 1] + A[i + 1][j] + A[i + 1][j + 1]) / 9.0


def fdtd_2d(tmax, nx, ny, ex, ey, hz, fict):
    for t in range(tmax):  # expert: no, refused: shared-mutation
        for j in range(ny):
            ey[0][j] = fict[t]
        for i in range(1, nx):  # expert: easy
            for j in range(ny):
                ey[i][j] -= 0.5 * (hz[i][j] - hz[i - 1][j])
        for i in range(nx):  # expert: easy
            for j in range(1, ny):
                ex[i][j] -= 0.5 * (hz[i][j] - hz[i][j - 1])
        for i in range(nx - 1):  # expert: easy
            for j in range(ny - 1):
                hz[i][j] -= 0.7 * (ex[i][j + 1] - ex[i][j] + ey[i + 1][j] - ey[i][j])


def grid(n, f):
    return [[f(i, j) / n for j in range(n)] for i in range(n)]


def main():
    n = 24
    a1 = [(i + 2) / n for i in range(n * 4)]
    b1 = [(i + 3) / n for i in range(n * 4)]
    jacobi_1d(10, n * 4, a1, b1)
    print("%.8f" % sum(a1))
    A = grid(n, lambda i, j: i * (j + 2) + 2)
    B = grid(n, lambda i, j: i * (j + 3) + 3)
    jacobi_2d(5, n, A, B)
    print("%.8f" % sum(map(sum, A)))
    seidel_2d(4, n, A)
    print("%.8f" % sum(map(sum, A)))
    ex = grid(n, lambda i, j: i * (j + 1))
    ey = grid(n, lambda i, j: i * (j + 2))
    hz = grid(n, lambda i, j: i * (j + 3))
    fdtd_2d(4, n, n, ex, ey, hz, list(range(4)))
    print("%.8f" % sum(map(sum, hz)))


main()
