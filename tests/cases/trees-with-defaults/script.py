"""Trees that a function grows from rows: nodes with default arguments, the best split so far, conditions on objects."""

from collections import Counter


class Node:
    def __init__(self, label=None, feature=None, threshold=None, left=None, right=None):
        self.label = label
        self.feature = feature
        self.threshold = threshold
        self.left = left
        self.right = right

    def predict(self, values):
        if self.label is not None:
            return self.label
        return (self.left if values[self.feature] <= self.threshold else self.right).predict(values)


def spread(rows):
    counts = Counter(label for _, label in rows)
    return sum(n * (len(rows) - n) for n in counts.values())


def grow(rows, depth, first):
    labels = Counter(label for _, label in rows)
    if depth == 0 or len(labels) == 1:
        return Node(label=labels.most_common(1)[0][0])
    least, best = spread(rows), None
    for feature in (first % 3, (first + 1) % 3):
        for threshold in range(1, 10, 2):
            left = [row for row in rows if row[0][feature] <= threshold]
            right = [row for row in rows if row[0][feature] > threshold]
            if left and right and spread(left) + spread(right) < least:
                least, best = spread(left) + spread(right), (feature, threshold, left, right)
    if best is None:
        return Node(label=labels.most_common(1)[0][0])
    feature, threshold, left, right = best
    return Node(None, feature, threshold, left=grow(left, depth - 1, first), right=grow(right, depth - 1, first))


class Chain:
    def __init__(self, blocks):
        self.blocks = blocks

    def broken(self):
        found = []
        for i in range(1, len(self.blocks)):
            block = self.blocks[i]
            same = block.check() == block.seal
            if not same or block.before != self.blocks[i - 1].seal:
                found.append(i)
        return found


class Block:
    def __init__(self, text, before=0):
        self.text = text
        self.before = before
        self.seal = self.check()

    def check(self):
        value = self.before
        for letter in self.text * 40:
            value = (value * 31 + ord(letter)) % 1000003
        return value


def main():
    rows = [([(i * 7) % 11, (i * 5) % 13, (i * 3) % 10], (i * i) % 3) for i in range(70)]
    forest = []
    for first in range(6):
        forest.append(grow(rows, 3, first))
    print([sum(tree.predict(values) == label for values, label in rows) for tree in forest])
    blocks = [Block("start")]
    for i in range(12):
        blocks.append(Block("block %d" % i, blocks[-1].seal))
    chain = Chain(blocks)
    print(chain.broken())
    blocks[4].text = "changed"
    blocks[7].before = 5
    print(chain.broken())


main()
