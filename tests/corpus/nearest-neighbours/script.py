"""k-nearest neighbours with hand-rolled cross validation."""
import random
from collections import Counter, namedtuple

Point = namedtuple("Point", "features label")


def make_data(n, seed=3):
    rng = random.Random(seed)
    points = []
    for _ in range(n):
        label = rng.choice("abc")
        base = {"a": 0.0, "b": 2.0, "c": 4.0}[label]
        points.append(Point([rng.gauss(base, 1.2) for _ in range(4)], label))
    return points


def distance(a, b):
    return sum((x - y) ** 2 for x, y in zip(a, b))


def classify(train, p, k):
    ranked = sorted(train, key=lambda q: distance(q.features, p.features))
    votes = Counter(q.label for q in ranked[:k])
    return votes.most_common(1)[0][0]


def folds(points, n):
    return [points[i::n] for i in range(n)]


def accuracy(train, test, k):
    hits = 0
    for p in test:  # expert: easy
        if classify(train, p, k) == p.label:
            hits += 1
    return hits / len(test)


def cross_validate(points, k, n=5):
    parts = folds(points, n)
    scores = []
    for i, test in enumerate(parts):  # expert: easy
        train = []
        for j, part in enumerate(parts):
            if j != i:
                train.extend(part)
        scores.append(accuracy(train, test, k))
    return scores


def main():
    points = make_data(200)
    best_k, best = None, -1.0
    for k in (1, 3, 5, 9):  # expert: easy
        scores = cross_validate(points, k)
        mean = sum(scores) / len(scores)
        print(f"k={k:2d} accuracy={mean:.4f} ({min(scores):.3f}..{max(scores):.3f})")
        if mean > best:
            best, best_k = mean, k
    print("best k is", best_k)


if __name__ == "__main__":
    main()
