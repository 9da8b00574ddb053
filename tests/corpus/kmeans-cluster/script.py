"""k-means from several starts, silhouettes, hierarchical clustering."""
import random
from math import dist


def make_points(n, seed):
    rng = random.Random(seed)
    centers = [(0, 0), (5, 5), (0, 6), (6, -1)]
    return [(rng.gauss(cx, 0.8), rng.gauss(cy, 0.8)) for cx, cy in (centers[i % 4] for i in range(n))]


def nearest(point, centers):
    return min(range(len(centers)), key=lambda k: dist(point, centers[k]))


def kmeans(points, k, seed, rounds=8):
    rng = random.Random(seed)
    centers = rng.sample(points, k)
    labels = []
    for _ in range(rounds):  # expert: no, refused: loop-carried-write
        labels = [nearest(p, centers) for p in points]  # expert: easy
        new = []
        for j in range(k):  # expert: hard
            members = [p for p, label in zip(points, labels) if label == j]
            if members:
                new.append((sum(x for x, _ in members) / len(members), sum(y for _, y in members) / len(members)))
            else:
                new.append(centers[j])
        if new == centers:
            break
        centers = new
    inertia = sum(dist(p, centers[label]) ** 2 for p, label in zip(points, labels))
    return inertia, centers, labels


def silhouette(points, labels, k):
    def mean_distance(i, label):
        ds = [dist(points[i], q) for j, q in enumerate(points) if labels[j] == label and j != i]
        return sum(ds) / len(ds) if ds else 0.0
    total = 0.0
    for i in range(len(points)):  # expert: easy
        a = mean_distance(i, labels[i])
        b = min(mean_distance(i, other) for other in range(k) if other != labels[i])
        total += (b - a) / max(a, b)
    return total / len(points)


def agglomerate(points, target):
    clusters = [[p] for p in points]
    while len(clusters) > target:
        best = None
        for i in range(len(clusters)):
            for j in range(i):
                d = min(dist(p, q) for p in clusters[i] for q in clusters[j])
                if best is None or d < best[0]:
                    best = (d, i, j)
        _, i, j = best
        clusters[j].extend(clusters.pop(i))
    return sorted(len(c) for c in clusters)


def main():
    points = make_points(60, seed=4)
    best = min((kmeans(points, 4, seed) for seed in range(6)), key=lambda r: r[0])  # expert: easy
    print(f"inertia {best[0]:.6f}")
    for k in range(2, 6):  # expert: easy
        inertia, centers, labels = kmeans(points, k, seed=1)
        print(k, f"{inertia:.4f}", f"{silhouette(points, labels, k):.4f}")
    print(agglomerate(points[:16], 4))


main()
