"""k-means on 2-d points: assignment step is parallel."""
import math
import random


def dist2(p, q):
    return (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2


def nearest(p, centres):
    best, best_d = 0, dist2(p, centres[0])
    for i in range(1, len(centres)):
        d = dist2(p, centres[i])
        if d < best_d:
            best, best_d = i, d
    return best


def kmeans(points, k, iterations=10):
    centres = points[:k]
    for it in range(iterations):
        clusters = [[] for _ in range(k)]
        for p in points:  # expert: easy
            clusters[nearest(p, centres)].append(p)
        new = []
        for i, c in enumerate(clusters):
            if c:
                new.append((sum(p[0] for p in c) / len(c), sum(p[1] for p in c) / len(c)))
            else:
                new.append(centres[i])
        shift = max(math.sqrt(dist2(a, b)) for a, b in zip(centres, new))
        centres = new
        if shift < 1e-6:
            break
    inertia = sum(min(dist2(p, c) for c in centres) for p in points)  # expert: easy
    return centres, inertia, it


random.seed(77)
points = [(random.gauss(cx, 0.5), random.gauss(cy, 0.5)) for cx, cy in ((0, 0), (3, 3), (0, 4), (5, 0)) for _ in range(100)]
for k in range(2, 7):  # expert: easy
    centres, inertia, n = kmeans(points, k)
    print(k, "%.4f" % inertia, n, ", ".join("(%.2f %.2f)" % c for c in centres))
