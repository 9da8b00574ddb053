"""Simple neural cellular / reaction diffusion (Gray-Scott) with two fields per step."""
N = 28
DU, DV, F, K = 0.16, 0.08, 0.035, 0.065


def laplace(g, y, x):
    n = len(g)
    return g[(y - 1) % n][x] + g[(y + 1) % n][x] + g[y][(x - 1) % n] + g[y][(x + 1) % n] - 4 * g[y][x]


def update(u, v):
    nu, nv = [], []
    for y in range(N):  # expert: easy
        row_u, row_v = [], []
        for x in range(N):
            a, b = u[y][x], v[y][x]
            r = a * b * b
            row_u.append(a + DU * laplace(u, y, x) - r + F * (1 - a))
            row_v.append(b + DV * laplace(v, y, x) + r - (F + K) * b)
        nu.append(row_u)
        nv.append(row_v)
    return nu, nv


u = [[1.0] * N for _ in range(N)]
v = [[0.0] * N for _ in range(N)]
for y in range(10, 16):
    for x in range(10, 16):
        u[y][x], v[y][x] = 0.5, 0.25
for step in range(12):
    u, v = update(u, v)
    if step % 4 == 3:
        print(step, "%.6f" % sum(map(sum, v)))
print(" ".join("%.3f" % c for c in v[13][8:20]))
