"""Naive Bayes spam classifier."""
import math
import random
from collections import Counter, defaultdict

HAM = "meeting project report schedule team lunch review budget plan update".split()
SPAM = "win money free offer click prize cash buy cheap deal".split()
BOTH = "the a you your we today now here this that please".split()


def make_message(rng, label):
    pool = (SPAM if label == "spam" else HAM) + BOTH * 2
    return " ".join(rng.choice(pool) for _ in range(rng.randint(8, 30)))


class NaiveBayes:
    def __init__(self):
        self.counts = defaultdict(Counter)
        self.labels = Counter()
        self.vocab = set()

    def train(self, text, label):
        self.labels[label] += 1
        for w in text.split():
            self.counts[label][w] += 1
            self.vocab.add(w)

    def predict(self, text):
        best, best_score = None, -math.inf
        total = sum(self.labels.values())
        for label in sorted(self.labels):
            score = math.log(self.labels[label] / total)
            n = sum(self.counts[label].values())
            for w in text.split():
                score += math.log((self.counts[label].get(w, 0) + 1) / (n + len(self.vocab)))
            if score > best_score:
                best, best_score = label, score
        return best


def main():
    rng = random.Random(55)
    data = []
    for i in range(700):
        label = "spam" if rng.random() < 0.4 else "ham"
        data.append((make_message(rng, label), label))
    nb = NaiveBayes()
    for text, label in data[:200]:
        nb.train(text, label)
    confusion = Counter()
    for text, label in data[200:]:  # expert: easy
        confusion[label, nb.predict(text)] += 1
    for (truth, guess), n in sorted(confusion.items()):
        print(f"{truth:5} -> {guess:5}: {n}")
    right = sum(n for (t, g), n in confusion.items() if t == g)
    print(f"accuracy {right / sum(confusion.values()):.3%}")


if __name__ == "__main__":
    main()
