def forces(i, xs, ys, ms):
    xi, yi = xs[i], ys[i]
    fx = fy = 0.0
    for j in range(len(xs)):
        if j != i:
            dx = xs[j] - xi
            dy = ys[j] - yi
            d2 = dx * dx + dy * dy + 0.01
            inv = ms[j] / (d2 * d2**0.5)
            fx += dx * inv
            fy += dy * inv
    return fx, fy


def main():
    n = 120
    xs = [(i * 37 % 101) / 10.0 for i in range(n)]
    ys = [(i * 53 % 97) / 10.0 for i in range(n)]
    vx = [0.0] * n
    vy = [0.0] * n
    ms = [1.0 + i % 3 for i in range(n)]
    dt = 0.001
    for step in range(400):
        acc = [forces(i, xs, ys, ms) for i in range(n)]
        for i in range(n):
            vx[i] += acc[i][0] * dt
            vy[i] += acc[i][1] * dt
            xs[i] += vx[i] * dt
            ys[i] += vy[i] * dt
    print(sum(xs), sum(ys))


if __name__ == "__main__":
    main()
