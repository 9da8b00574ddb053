"""tf-idf vectors, cosine similarity, and a small search."""
import math
import re
import string
from collections import Counter

STOP = {"the", "a", "of", "and", "to", "in", "is", "it"}
TEXTS = [
    "The quick brown fox jumps over the lazy dog and the cat",
    "A fast brown fox leaps over a sleeping dog",
    "The art of computer programming is a long study",
    "Programming a computer is the art of telling it what to do",
    "Dogs and cats are common pets in the city",
    "The city is a place of noise and light",
    "Light travels faster than sound in air",
    "Sound is a wave and light is a wave, too",
] * 3


def tokens(text):
    return [w for w in re.findall(r"[a-z]+", text.lower()) if w not in STOP]


def stem(word):
    for suffix in ("ing", "ers", "er", "ed", "s"):
        if word.endswith(suffix) and len(word) - len(suffix) > 2:
            return word[:-len(suffix)]
    return word


def term_frequencies(text):
    counts = Counter(stem(w) for w in tokens(text))
    n = sum(counts.values())
    return {w: c / n for w, c in counts.items()}


def cosine(a, b):
    dot = sum(v * b[w] for w, v in a.items() if w in b)
    na = math.sqrt(sum(v * v for v in a.values()))
    nb = math.sqrt(sum(v * v for v in b.values()))
    return dot / (na * nb) if na and nb else 0.0


class Index:
    def __init__(self, texts):
        self.texts = texts
        self.tf = [term_frequencies(t) for t in texts]  # expert: easy
        df = Counter()
        for tf in self.tf:
            df.update(tf.keys())
        self.idf = {w: math.log(len(texts) / (1 + c)) + 1 for w, c in df.items()}
        self.vectors = []
        for tf in self.tf:  # expert: easy
            self.vectors.append({w: f * self.idf[w] for w, f in tf.items()})

    def search(self, query, limit=3):
        q = {w: f * self.idf.get(w, 0.0) for w, f in term_frequencies(query).items()}
        ranked = sorted(((cosine(q, v), i) for i, v in enumerate(self.vectors)), reverse=True)  # expert: easy
        return [(round(s, 4), i) for s, i in ranked[:limit] if s > 0]

    def similar_pairs(self, threshold):
        pairs = []
        for i in range(len(self.vectors)):  # expert: easy
            for j in range(i + 1, len(self.vectors)):
                s = cosine(self.vectors[i], self.vectors[j])
                if threshold < s < 0.999:
                    pairs.append((i, j, round(s, 4)))
        return pairs


def main():
    index = Index(TEXTS)
    for query in ["brown dogs", "art of programming", "light waves", "zebra"]:  # expert: easy
        print(query, index.search(query))
    pairs = index.similar_pairs(0.2)
    print(len(pairs), pairs[:3])
    print(sum(len(t.strip(string.punctuation)) for t in TEXTS))


main()
