"""Count words, build a bigram table per author and compare the authors."""
import argparse
import collections
import itertools
import math
import random
import re

WORD = re.compile(r"[a-z']+")


def invent(author, n):
    rng = random.Random(author)
    words = [rng.choice(["sea", "ship", "wind", "the", "a", "of", "night", "love", "king", "and", "stone", "he", "she"]) for _ in range(n)]
    return ". ".join(" ".join(words[i:i + 9]) for i in range(0, n, 9))


class Author(object):
    def __init__(self, name, text):
        self.name = name
        self.text = text
        self._vector = None

    def words(self):
        return WORD.findall(self.text.lower())

    def bigrams(self):
        counts = collections.Counter()
        for sentence in self.text.split("."):
            w = WORD.findall(sentence.lower())
            counts.update(zip(w, w[1:]))
        return counts

    def entropy(self):
        c = collections.Counter(self.words())
        n = sum(c.values())
        return -sum(v / n * math.log2(v / n) for v in c.values())


def distance(a, b):
    keys = set(a) | set(b)
    na, nb = sum(a.values()), sum(b.values())
    return sum(abs(a[k] / na - b[k] / nb) for k in keys)


def table(rows, header):
    widths = [max(len(str(r[i])) for r in rows + [header]) for i in range(len(header))]
    def fmt(row):
        return " | ".join(str(c).ljust(w) for c, w in zip(row, widths))
    lines = [fmt(header), "-+-".join("-" * w for w in widths)]
    for row in rows:
        lines.append(fmt(row))
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--words", type=int, default=4000)
    parser.add_argument("--top", type=int, default=3)
    args = parser.parse_args()

    authors = [Author(n, invent(n, args.words)) for n in ("Melville", "Austen", "Conrad", "Woolf", "Eliot")]
    rows = []
    grams = {}
    for a in authors:  # expert: easy
        g = a.bigrams()
        grams[a.name] = g
        best = ", ".join(" ".join(k) for k, _ in g.most_common(args.top))
        rows.append((a.name, len(g), f"{a.entropy():.4f}", best))
    print(table(rows, ("author", "bigrams", "entropy", "most common")))

    ranking = []
    for a, b in itertools.combinations(sorted(grams), 2):  # expert: easy
        ranking.append((distance(grams[a], grams[b]), a, b))
    ranking.sort()
    for d, a, b in ranking[:4]:
        print(f"{a:10s} {b:10s} {d:.5f}")
    letters = collections.defaultdict(int)
    for a in authors:  # expert: easy
        for w in a.words():
            letters[w[0]] += len(w)
    print(sorted(letters.items()))
