"""Clusters of points; images of a fractal; a dict of arrays."""
import numpy as np


def nearest(points, centres, i):
    return int(np.argmin(((centres - points[i]) ** 2).sum(axis=1)))


def kmeans(points, k, rounds):
    centres = points[:k].copy()
    labels = np.zeros(len(points), dtype=int)
    for _ in range(rounds):
        for i in range(len(points)):
            labels[i] = nearest(points, centres, i)
        for j in range(k):
            members = points[labels == j]
            if len(members):
                centres[j] = members.mean(axis=0)
    return centres, labels


def julia(height, width, c, limit):
    image = np.zeros((height, width), dtype=np.int64)
    for row in range(height):
        for column in range(width):
            z = complex(3.0 * column / width - 1.5, 2.0 * row / height - 1.0)
            count = 0
            while abs(z) < 2 and count < limit:
                z = z * z + c
                count += 1
            image[row, column] = count
    return image


def integrate(f, a, b, n):
    x = np.linspace(a, b, n)
    return np.trapezoid(f(x), x) if hasattr(np, "trapezoid") else np.trapz(f(x), x)


points = np.random.default_rng(6).random((120, 2))
centres, labels = kmeans(points, 4, 3)
print(centres, np.bincount(labels))
print(julia(20, 30, complex(-0.8, 0.156), 60).sum())
areas = [integrate(np.sin, 0, k, 500) for k in range(1, 20)]
print(areas[:3])
pieces = {}
for name in ("a", "b", "c", "d"):
    base = np.full(50, float(ord(name)))
    pieces[name] = np.cumsum(np.sqrt(base)) / np.arange(1, 51)
print({name: float(piece[-1]) for name, piece in pieces.items()})
