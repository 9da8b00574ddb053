"""Nearest neighbours of each row, and a vote."""
from collections import Counter

import numpy as np


def classify(train, labels, row, k):
    distances = np.sqrt(((train - row) ** 2).sum(axis=1))
    nearest = np.argsort(distances, kind="stable")[:k]
    votes = Counter(int(labels[i]) for i in nearest)
    return votes.most_common(1)[0][0]


class KNN:
    def __init__(self, k):
        self.k = k
        self.train = None
        self.labels = None

    def fit(self, train, labels):
        self.train = np.asarray(train)
        self.labels = np.asarray(labels)
        return self

    def predict(self, rows):
        predictions = []
        for row in rows:
            predictions.append(classify(self.train, self.labels, row, self.k))
        return np.array(predictions)


def main():
    rng = np.random.default_rng(3)
    centres = rng.random((3, 4)) * 10
    labels = rng.integers(0, 3, 150)
    train = centres[labels] + rng.standard_normal((150, 4))
    tests = centres[np.arange(45) % 3] + rng.standard_normal((45, 4))
    model = KNN(5).fit(train, labels)
    predicted = model.predict(tests)
    correct = 0
    for i, row in enumerate(tests):
        if classify(train, labels, row, 3) == i % 3:
            correct += 1
    print(predicted, (predicted == np.arange(45) % 3).mean(), correct)


if __name__ == "__main__":
    main()
