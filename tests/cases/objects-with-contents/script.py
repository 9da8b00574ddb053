"""Objects that keep records of their own, as simulations and documents do."""

import random
from collections import deque


class Walker:
    def __init__(self, n):
        self.x = float(n)
        self.history = []
        self.seen = {}
        self.recent = deque(maxlen=5)
        self.rng = random.Random(n)

    def step(self):
        for _ in range(60):
            self.x += self.rng.gauss(0, 1)
        self.history.append((self.x, round(self.x)))
        self.seen[round(self.x)] = self.seen.get(round(self.x), 0) + 1
        self.recent.append(self.x)


class Document:
    def __init__(self, text):
        self.text = text
        self.words = []
        self.weights = None
        self.norm = 0.0

    def tokenize(self):
        for word in self.text.split() * 20:
            if word not in ("a", "of"):
                self.words.append(word)

    def weigh(self, idf):
        self.weights = {word: idf[word] * self.words.count(word) for word in sorted(set(self.words))}
        self.norm = sum(v * v for v in self.weights.values()) ** 0.5

    def prune(self, limit):
        for word in list(self.weights):
            if self.weights[word] < limit:
                del self.weights[word]
        self.words.sort(key=lambda w: (len(w), w))


def main():
    walkers = [Walker(n) for n in range(9)]
    first = walkers[0].history
    for _ in range(3):
        for w in walkers:
            w.step()
    print(first is walkers[0].history, first)
    print([(w.x, w.seen, w.recent, w.rng.random()) for w in walkers])
    documents = [Document(f"a pile of words number {n} of words") for n in range(8)]
    for d in documents:
        d.tokenize()
    idf = {word: len(word) / 2 for d in documents for word in d.words}
    for d in documents:
        d.weigh(idf)
    held = documents[2].weights
    for number, d in enumerate(documents):
        d.prune(60 + number % 2)
        print(number, d.norm, len(d.weights))
    print(held is documents[2].weights, held, documents[3].words[:3])
    for d in documents:
        acc = [0.0] * 4
        for k in range(200):
            acc[k % 4] += len(d.words) / (k + 1)
        d.words = acc
    print(documents[5].words)


main()
