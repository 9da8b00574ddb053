import math
import random


class Boid:
    def __init__(self, x, y, vx, vy):
        self.x = x
        self.y = y
        self.vx = vx
        self.vy = vy


def steer(boid, flock, radius):
    cx = cy = ax = ay = 0.0
    n = 0
    for other in flock:
        if other is boid:
            continue
        dx = other.x - boid.x
        dy = other.y - boid.y
        d = math.hypot(dx, dy)
        if d < radius:
            cx += other.x
            cy += other.y
            ax -= dx / (d + 0.01)
            ay -= dy / (d + 0.01)
            n += 1
    if n == 0:
        return 0.0, 0.0
    return (cx / n - boid.x) * 0.01 + ax * 0.05, (cy / n - boid.y) * 0.01 + ay * 0.05


def main():
    rng = random.Random(3)
    flock = [Boid(rng.uniform(0, 100), rng.uniform(0, 100), rng.uniform(-1, 1), rng.uniform(-1, 1)) for _ in range(260)]
    for step in range(150):
        moves = [steer(b, flock, 15.0) for b in flock]
        for b, (ax, ay) in zip(flock, moves):
            b.vx += ax
            b.vy += ay
            b.x += b.vx
            b.y += b.vy
    print(sum(b.x for b in flock), sum(b.y for b in flock))


main()
