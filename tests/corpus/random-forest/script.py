"""Decision tree ensemble (random forest) from scratch."""
import random
import math
from collections import Counter


def make_data(n):
    rng = random.Random(41)
    rows = []
    for _ in range(n):
        x = [rng.uniform(0, 10) for _ in range(4)]
        label = 1 if x[0] + x[1] > 9 and x[2] < 7 else 0
        if rng.random() < 0.05:
            label = 1 - label
        rows.append((x, label))
    return rows


def entropy(rows):
    counts = Counter(label for _, label in rows)
    e = 0.0
    for c in counts.values():
        p = c / len(rows)
        e -= p * math.log2(p)
    return e


class Node:
    def __init__(self, label=None, feature=None, threshold=None, left=None, right=None):
        self.label = label
        self.feature = feature
        self.threshold = threshold
        self.left = left
        self.right = right

    def predict(self, x):
        if self.label is not None:
            return self.label
        if x[self.feature] <= self.threshold:
            return self.left.predict(x)
        return self.right.predict(x)


def grow(rows, depth, rng):
    labels = Counter(label for _, label in rows)
    if depth == 0 or len(labels) == 1 or len(rows) < 6:
        return Node(label=labels.most_common(1)[0][0])
    base = entropy(rows)
    best_gain, best = 0.0, None
    for f in rng.sample(range(4), 2):
        for t in range(1, 10, 2):
            left = [r for r in rows if r[0][f] <= t]
            right = [r for r in rows if r[0][f] > t]
            if not left or not right:
                continue
            gain = base - (len(left) * entropy(left) + len(right) * entropy(right)) / len(rows)
            if gain > best_gain:
                best_gain, best = gain, (f, t, left, right)
    if best is None:
        return Node(label=labels.most_common(1)[0][0])
    f, t, left, right = best
    return Node(feature=f, threshold=t, left=grow(left, depth - 1, rng), right=grow(right, depth - 1, rng))


def train_tree(rows, seed):
    rng = random.Random(seed)
    sample = [rows[rng.randrange(len(rows))] for _ in rows]
    return grow(sample, 4, rng)


def vote(forest, x):
    return Counter(tree.predict(x) for tree in forest).most_common(1)[0][0]


def main():
    rows = make_data(160)
    train, test = rows[:110], rows[110:]
    forest = []
    for i in range(9):  # expert: easy
        forest.append(train_tree(train, i))
    hits = 0
    for x, label in test:  # expert: easy
        if vote(forest, x) == label:
            hits += 1
    print("accuracy %.3f" % (hits / len(test)))
    single = [sum(tree.predict(x) == y for x, y in test) for tree in forest]
    print(single)


main()
