"""2-D heat equation, Jacobi: time steps in order, rows free."""
N = 36
STEPS = 25


def initial():
    u = [[0.0] * N for _ in range(N)]
    for j in range(N):
        u[0][j] = 100.0
        u[N - 1][j] = 25.0
    return u


def jacobi(u, v):
    for i in range(1, N - 1):  # expert: easy
        for j in range(1, N - 1):
            v[i][j] = 0.25 * (u[i - 1][j] + u[i + 1][j] + u[i][j - 1] + u[i][j + 1])


def residual(u, v):
    m = 0.0
    for i in range(N):
        for j in range(N):
            d = abs(u[i][j] - v[i][j])
            if d > m:
                m = d
    return m


u = initial()
v = initial()
for t in range(STEPS):
    jacobi(u, v)
    r = residual(u, v)
    u, v = v, u
    if t % 5 == 0:
        print("step %d residual %.6f" % (t, r))
print(["%.3f" % u[i][N // 2] for i in range(0, N, 5)])
