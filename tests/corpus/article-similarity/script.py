"""Text mining: tf-idf over small generated articles and similarity of all pairs."""
import math
import random
from collections import Counter, defaultdict


def article(i):
    rng = random.Random(i)
    topic = i % 4
    words = []
    for _ in range(120):
        if rng.random() < 0.4:
            words.append("topic%d_%d" % (topic, rng.randrange(15)))
        else:
            words.append("common%d" % rng.randrange(60))
    return " ".join(words)


class Index:
    def __init__(self):
        self.docs = []
        self.df = defaultdict(int)

    def add(self, text):
        counts = Counter(text.split())
        self.docs.append(counts)
        for w in counts:
            self.df[w] += 1

    def vector(self, i):
        n = len(self.docs)
        counts = self.docs[i]
        vec = {}
        for w, c in counts.items():
            vec[w] = c * math.log(n / self.df[w])
        return vec


def cosine(a, b):
    dot = 0.0
    for w, x in a.items():
        if w in b:
            dot += x * b[w]
    na = math.sqrt(sum(x * x for x in a.values()))
    nb = math.sqrt(sum(x * x for x in b.values()))
    return dot / (na * nb) if na and nb else 0.0


def main():
    idx = Index()
    for i in range(40):
        idx.add(article(i))
    vectors = [idx.vector(i) for i in range(40)]
    best = {}
    for i in range(len(vectors)):  # expert: easy
        scores = []
        for j in range(len(vectors)):
            if i != j:
                scores.append((cosine(vectors[i], vectors[j]), j))
        scores.sort(reverse=True)
        best[i] = scores[:3]
    for i in (0, 1, 2, 3):
        print(i, [(round(s, 4), j) for s, j in best[i]])
    right = sum(1 for i in best if best[i][0][1] % 4 == i % 4)
    print("same topic:", right)


if __name__ == "__main__":
    main()
