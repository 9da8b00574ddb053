"""k-means clustering in plain Python."""
import argparse
import random


class KMeans:
    """Lloyd's algorithm. After fit(), centres and labels hold the result."""

    def __init__(self, k, rounds, seed=0):
        self.k = k
        self.rounds = rounds
        self.seed = seed
        self.centres = []
        self.labels = []
        self.history = []

    def nearest(self, point):
        """The number of the centre nearest to a point and the squared distance to it."""
        best = 0
        best_distance = float("inf")
        for number, centre in enumerate(self.centres):
            distance = 0.0
            for a, b in zip(point, centre):
                distance += (a - b) * (a - b)
            if distance < best_distance:
                best_distance = distance
                best = number
        return best, best_distance

    def fit(self, points):
        rng = random.Random(self.seed)
        self.centres = [list(p) for p in rng.sample(points, self.k)]
        dimensions = len(points[0])
        for _ in range(self.rounds):
            sums = [[0.0] * dimensions for _ in range(self.k)]
            sizes = [0] * self.k
            labels = []
            inertia = 0.0
            for point in points:
                label, distance = self.nearest(point)
                labels.append(label)
                inertia += distance
                sizes[label] += 1
                for d in range(dimensions):
                    sums[label][d] += point[d]
            for number in range(self.k):
                if sizes[number]:
                    self.centres[number] = [s / sizes[number] for s in sums[number]]
            self.history.append(inertia)
            if labels == self.labels:
                break
            self.labels = labels
        return self


def make_points(count, dimensions, blobs, seed):
    rng = random.Random(seed)
    middles = [[rng.uniform(-20, 20) for _ in range(dimensions)] for _ in range(blobs)]
    points = []
    for _ in range(count):
        middle = rng.choice(middles)
        points.append(tuple(rng.gauss(m, 2.5) for m in middle))
    return points


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=20000)
    parser.add_argument("-k", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=12)
    args = parser.parse_args()

    points = make_points(args.points, 3, args.k, seed=77)
    model = KMeans(args.k, args.rounds, seed=6).fit(points)

    for number, inertia in enumerate(model.history, 1):
        print(f"round {number}: {inertia!r}")
    for number, centre in enumerate(model.centres):
        print(f"cluster {number}: {model.labels.count(number)} points around", centre)
    print("labels:", model.labels[:20])


if __name__ == "__main__":
    main()
