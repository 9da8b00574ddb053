"""k-NN, a decision tree, naive Bayes and cross-validation without libraries."""
import math
import random
from collections import Counter


def make_data(n, seed=7):
    rng = random.Random(seed)
    data = []
    for i in range(n):
        label = i % 3
        data.append(([rng.gauss(label * 1.5, 1.0), rng.gauss(-label, 1.2), rng.uniform(0, 5)], label))
    rng.shuffle(data)
    return data


def distance(a, b):
    return math.sqrt(sum((x - y) ** 2 for x, y in zip(a, b)))


def knn(train, point, k=5):
    nearest = sorted(train, key=lambda item: distance(item[0], point))[:k]
    return Counter(label for _, label in nearest).most_common(1)[0][0]


class GaussianNB:
    def fit(self, rows):
        self.stats = {}
        groups = {}
        for x, y in rows:
            groups.setdefault(y, []).append(x)
        for y, xs in groups.items():
            columns = list(zip(*xs))
            self.stats[y] = (len(xs) / len(rows), [(sum(c) / len(c), max(1e-9, sum((v - sum(c) / len(c)) ** 2 for v in c) / len(c))) for c in columns])
        return self

    def predict(self, x):
        def log_probability(y):
            prior, params = self.stats[y]
            total = math.log(prior)
            for v, (mu, var) in zip(x, params):
                total -= 0.5 * math.log(2 * math.pi * var) + (v - mu) ** 2 / (2 * var)
            return total
        return max(self.stats, key=log_probability)


class Tree:
    def __init__(self, depth):
        self.depth = depth
        self.root = None

    def fit(self, rows):
        self.root = build(rows, self.depth)
        return self

    def predict(self, x):
        node = self.root
        while isinstance(node, tuple):
            feature, threshold, left, right = node
            node = left if x[feature] <= threshold else right
        return node


def gini(rows):
    counts = Counter(y for _, y in rows)
    return 1.0 - sum((c / len(rows)) ** 2 for c in counts.values())


def best_split(rows):
    best = None
    for feature in range(len(rows[0][0])):  # expert: easy
        for x, _ in rows:
            threshold = x[feature]
            left = [r for r in rows if r[0][feature] <= threshold]
            right = [r for r in rows if r[0][feature] > threshold]
            if not left or not right:
                continue
            score = (len(left) * gini(left) + len(right) * gini(right)) / len(rows)
            if best is None or score < best[0]:
                best = (score, feature, threshold)
    return best


def build(rows, depth):
    labels = Counter(y for _, y in rows)
    if depth == 0 or len(labels) == 1 or len(rows) < 4:
        return labels.most_common(1)[0][0]
    split = best_split(rows)
    if split is None:
        return labels.most_common(1)[0][0]
    _, feature, threshold = split
    left = [r for r in rows if r[0][feature] <= threshold]
    right = [r for r in rows if r[0][feature] > threshold]
    return (feature, threshold, build(left, depth - 1), build(right, depth - 1))


def accuracy(predict, rows):
    return sum(predict(x) == y for x, y in rows) / len(rows)  # expert: easy


def cross_validate(data, folds):
    results = []
    for f in range(folds):  # expert: easy, refused: result-shares-object
        test = data[f::folds]
        train = [row for i, row in enumerate(data) if i % folds != f]
        nb = GaussianNB().fit(train)
        tree = Tree(2).fit(train)
        results.append((accuracy(lambda x: knn(train, x), test), accuracy(nb.predict, test), accuracy(tree.predict, test)))
    return results


def main():
    data = make_data(60)
    for i, (a, b, c) in enumerate(cross_validate(data, 4)):
        print(f"fold {i}: knn {a:.3f} nb {b:.3f} tree {c:.3f}")
    train, test = data[:45], data[45:]
    predictions = []
    for x, y in test:  # expert: easy
        predictions.append((knn(train, x), y))
    print(Counter(predictions))


if __name__ == "__main__":
    main()
