"""lu, cholesky, gramschmidt, trisolv, covariance as plain lists."""
from math import sqrt


def lu(n, A):
    for k in range(n):  # expert: no, refused: shared-mutation
        for j in range(k + 1, n):
            A[k][j] /= A[k][k]
        for i in range(k + 1, n):  # expert: easy
            for j in range(k + 1, n):
                A[i][j] -= A[i][k] * A[k][j]


def cholesky(n, A):
    for i in range(n):  # expert: no, refused: shared-mutation
        for j in range(i):
            for k in range(j):
                A[i][j] -= A[i][k] * A[j][k]
            A[i][j] /= A[j][j]
        for k in range(i):
            A[i][i] -= A[i][k] * A[i][k]
        A[i][i] = sqrt(A[i][i])


def gramschmidt(m, n, A, R, Q):
    for k in range(n):  # expert: no, refused: shared-mutation
        nrm = 0.0
        for i in range(m):
            nrm += A[i][k] * A[i][k]
        R[k][k] = sqrt(nrm)
        for i in range(m):
            Q[i][k] = A[i][k] / R[k][k]
        for j in range(k + 1, n):  # expert: hard, refused: shared-mutation
            R[k][j] = 0.0
            for i in range(m):
                R[k][j] += Q[i][k] * A[i][j]
            for i in range(m):
                A[i][j] -= Q[i][k] * R[k][j]


def covariance(m, n, data):
    mean = [0.0] * m
    for j in range(m):  # expert: hard, refused: shared-mutation
        for i in range(n):
            mean[j] += data[i][j]
        mean[j] /= n
    for i in range(n):
        for j in range(m):
            data[i][j] -= mean[j]
    cov = [[0.0] * m for _ in range(m)]
    for i in range(m):  # expert: hard, refused: shared-mutation
        for j in range(i, m):
            cov[i][j] = 0.0
            for k in range(n):
                cov[i][j] += data[k][i] * data[k][j]
            cov[i][j] /= n - 1.0
            cov[j][i] = cov[i][j]
    return cov


def spd(n):
    base = [[(-(j % n)) / n + 1 if j <= i else 0.0 for j in range(n)] for i in range(n)]
    for i in range(n):
        base[i][i] = 1.0
    return [[sum(base[r][k] * base[c][k] for k in range(n)) for c in range(n)] for r in range(n)]  # expert: easy


def total(M):
    return sum(sum(r) for r in M)


if __name__ == "__main__":
    n = 24
    A = spd(n)
    lu(n, A)
    print("lu %.7f" % total(A))
    A = spd(n)
    cholesky(n, A)
    print("cholesky %.7f" % total(A))
    A = [[((i * j) % n) / n * 100 + 10 + (i == j) * 7 for j in range(n)] for i in range(n + 2)]
    R = [[0.0] * n for _ in range(n)]
    Q = [[0.0] * n for _ in range(n + 2)]
    gramschmidt(n + 2, n, A, R, Q)
    print("gramschmidt %.5f" % R[3][5])
    data = [[i * j / 7.0 for j in range(18)] for i in range(40)]
    print("covariance %.6f" % total(covariance(18, 40, data)))
