import math
import re
from collections import Counter

DOCS = {
    "doc%02d" % i: " ".join(
        ["the quick brown fox", "jumps over lazy dogs", "parallel compilers find loops", "cats sleep all day long",
         "python scripts are slow but fun", "numbers and words and more words"][(i * k + k) % 6] for k in range(1, 25))
    for i in range(20)
}

STOPWORDS = {"the", "and", "but", "are", "all", "over"}
_word_re = re.compile(r"[a-z]+")


def tokenize(text):
    return [w for w in _word_re.findall(text.lower()) if w not in STOPWORDS]


class Index:
    def __init__(self):
        self.tf = {}
        self.df = Counter()
        self._norms = {}

    def add(self, name, text):
        counts = Counter(tokenize(text))
        self.tf[name] = counts
        for w in counts:
            self.df[w] += 1

    def idf(self, word):
        return math.log((1 + len(self.tf)) / (1 + self.df[word])) + 1

    def norm(self, name):
        if name not in self._norms:
            self._norms[name] = math.sqrt(sum((c * self.idf(w)) ** 2 for w, c in self.tf[name].items()))
        return self._norms[name]

    def similarity(self, a, b):
        ta, tb = self.tf[a], self.tf[b]
        dot = 0.0
        for w, c in ta.items():
            if w in tb:
                dot += c * tb[w] * self.idf(w) ** 2
        return dot / (self.norm(a) * self.norm(b))


def main():
    index = Index()
    for name, text in DOCS.items():  # expert: easy, refused: shared-mutation
        index.add(name, text)

    names = sorted(DOCS)
    pairs = []
    for i, a in enumerate(names):  # expert: easy
        for b in names[i + 1:]:
            pairs.append((index.similarity(a, b), a, b))
    pairs.sort(reverse=True)
    for score, a, b in pairs[:5]:
        print(f"{a} {b} {score:.4f}")

    bigrams = Counter()
    for text in DOCS.values():  # expert: easy
        toks = tokenize(text)
        bigrams.update(zip(toks, toks[1:]))
    for bg, n in bigrams.most_common(5):
        print(bg, n)


if __name__ == "__main__":
    main()
