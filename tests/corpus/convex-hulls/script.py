"""Convex hull and point-in-polygon tests for random point clouds."""
import math
import random


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __sub__(self, other):
        return Point(self.x - other.x, self.y - other.y)

    def cross(self, other):
        return self.x * other.y - self.y * other.x

    def __repr__(self):
        return f"({self.x:.2f}, {self.y:.2f})"


def hull(points):
    pts = sorted(points, key=lambda p: (p.x, p.y))
    lower = []
    for p in pts:
        while len(lower) >= 2 and (lower[-1] - lower[-2]).cross(p - lower[-1]) <= 0:
            lower.pop()
        lower.append(p)
    upper = []
    for p in reversed(pts):
        while len(upper) >= 2 and (upper[-1] - upper[-2]).cross(p - upper[-1]) <= 0:
            upper.pop()
        upper.append(p)
    return lower[:-1] + upper[:-1]


def area(poly):
    s = 0.0
    for i in range(len(poly)):
        a, b = poly[i], poly[(i + 1) % len(poly)]
        s += a.cross(b)
    return abs(s) / 2


def cloud(n, rng):
    return [Point(rng.gauss(0, 1), rng.gauss(0, 1)) for _ in range(n)]


def inside(poly, p):
    n = len(poly)
    ok = False
    j = n - 1
    for i in range(n):
        a, b = poly[i], poly[j]
        if (a.y > p.y) != (b.y > p.y) and p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x:
            ok = not ok
        j = i
    return ok


def main():
    rng = random.Random(17)
    clouds = [cloud(200, rng) for _ in range(15)]
    hulls = []
    for c in clouds:  # expert: easy
        hulls.append(hull(c))
    areas = [area(h) for h in hulls]
    i = areas.index(max(areas))
    print("largest hull", i, "%.4f" % areas[i], len(hulls[i]), hulls[i][0])
    poly = hulls[i]
    probes = [Point(math.cos(k) * k / 100, math.sin(k) * k / 100) for k in range(600)]
    count = 0
    for p in probes:  # expert: easy
        if inside(poly, p):
            count += 1
    print(count, "of", len(probes), "inside")


if __name__ == "__main__":
    main()
