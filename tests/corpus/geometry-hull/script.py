"""Convex hulls, point in polygon, closest pair, polygon areas, grid of distances."""
import math
from typing import NamedTuple


class Point(NamedTuple):
    x: float
    y: float


class Polygon:
    def __init__(self, points):
        self.points = points

    @property
    def edges(self):
        return list(zip(self.points, self.points[1:] + self.points[:1]))

    @property
    def area(self):
        return abs(sum(a.x * b.y - b.x * a.y for a, b in self.edges)) / 2

    def contains(self, p):
        inside = False
        for a, b in self.edges:
            if (a.y > p.y) != (b.y > p.y):
                if p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x:
                    inside = not inside
        return inside

    def __len__(self):
        return len(self.points)


def cross(o, a, b):
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x)


def hull(points):
    points = sorted(set(points))
    lower, upper = [], []
    for p in points:
        while len(lower) >= 2 and cross(lower[-2], lower[-1], p) <= 0:
            lower.pop()
        lower.append(p)
    for p in reversed(points):
        while len(upper) >= 2 and cross(upper[-2], upper[-1], p) <= 0:
            upper.pop()
        upper.append(p)
    return Polygon(lower[:-1] + upper[:-1])


def cloud(seed, n):
    state = seed * 7919 + 17
    points = []
    for _ in range(n):
        state = state * 6364136223846793005 + 1442695040888963407 & (1 << 64) - 1
        a = (state >> 33) / 2 ** 31
        state = state * 6364136223846793005 + 1442695040888963407 & (1 << 64) - 1
        points.append(Point(round(a * 10, 4), round((state >> 33) / 2 ** 31 * 10, 4)))
    return points


def closest(points):
    best = (math.inf, None, None)
    for i in range(len(points)):  # expert: easy
        for j in range(i):
            d = math.hypot(points[i].x - points[j].x, points[i].y - points[j].y)
            if d < best[0]:
                best = (d, points[i], points[j])
    return best


def main():
    hulls = []
    for seed in range(12):  # expert: easy
        polygon = hull(cloud(seed, 40))
        hulls.append(polygon)
        print(f"{seed}: {len(polygon)} corners, area {polygon.area:.4f}")
    biggest = max(hulls, key=lambda h: h.area)
    probes = [Point(x / 2, y / 2) for x in range(-2, 24) for y in range(-2, 24)]
    inside = [p for p in probes if biggest.contains(p)]  # expert: hard
    print(len(inside), "of", len(probes), inside[0])
    d, p, q = closest(cloud(99, 60))
    print(f"{d:.5f}", p, q)
    grid = {}
    for x in range(12):  # expert: easy
        for y in range(12):
            grid[x, y] = min(math.hypot(x - p.x, y - p.y) for p in biggest.points)
    print(f"{sum(grid.values()):.6f}", max(grid, key=grid.get))


if __name__ == "__main__":
    main()
