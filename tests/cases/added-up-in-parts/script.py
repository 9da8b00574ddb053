"""Word counts, histograms, groups and the like, in the ways that people write them."""

import re
from collections import Counter, defaultdict

LETTERS = "abcdefghij"


def make_lines(count):
    seed = 12345
    lines = []
    for _ in range(count):
        words = []
        for _ in range(8):
            seed = (seed * 1103515245 + 12345) % 2147483648
            size = 1 + seed // 65536 % 4
            words.append("".join(LETTERS[(seed >> shift) % 10] for shift in range(size)))
        lines.append(" ".join(words))
    return lines


def frequencies(lines):
    counts = {}
    total = 0
    for line in lines:
        for word in line.split():
            counts[word] = counts.get(word, 0) + 1
            total += len(word)
    return counts, total


def first_or_later(text):
    seen = {}
    for ch in text:
        if ch in seen:
            seen[ch] += 1
        else:
            seen[ch] = 1
    zero = {}
    for ch in text:
        if ch not in zero:
            zero[ch] = 0
        zero[ch] += 1
    same = {}
    for ch in text:
        same.setdefault(ch, 0)
        same[ch] += 2
    return seen, zero, same


def prepared(text):
    counts = {ch: 0 for ch in LETTERS + " "}
    for ch in text:
        counts[ch] += 1
    return counts


def standard(lines):
    lengths = Counter()
    ends = defaultdict(int)
    letters = Counter()
    for line in lines:
        letters.update(line)
        for word in re.findall("[a-z]+", line):
            lengths[len(word)] += 1
            ends[word[-1]] -= 1
    return lengths, ends, letters


def histogram(count):
    bins = [0] * 17
    for x in range(count):
        bins[(x * x + x) % 17] += x
        bins[-1] += 1
    return bins


def groups(lines):
    by_size = {}
    by_first = defaultdict(list)
    places = {}
    for number, line in enumerate(lines):
        for word in line.split():
            by_size.setdefault(len(word), []).append(word)
            by_first[word[0], len(word)].append(number)
            if word not in places:
                places[word] = []
            places[word].append(number)
    return by_size, by_first, places


def members(lines):
    words = {"zzz", "a"}
    pairs = set()
    for line in lines:
        for word in line.split():
            words.add(word)
            pairs.add((len(word), word.count("a")))
    return words, pairs


def triples(limit):
    found = []
    tried = 0
    for a in range(1, limit):
        for b in range(a, limit):
            c = round((a * a + b * b) ** 0.5)
            tried += 1
            if c * c == a * a + b * b:
                found.append((a, b, c))
    return found, tried


class Index:
    """An inverted index."""

    def __init__(self):
        self.places = defaultdict(list)
        self.words = Counter()
        self.lines = 0

    def read(self, lines):
        for number, line in enumerate(lines):
            for word in line.split():
                self.places[word].append(number)
                self.words[word] += 1
        self.lines += len(lines)


def main():
    lines = make_lines(110)
    text = " ".join(lines)
    counts, total = frequencies(lines)
    print(list(counts.items())[:30], len(counts), total)
    for counted in first_or_later(text):
        print(counted)
    print(prepared(text))
    for counted in standard(lines):
        print(list(counted.items()))
    print(histogram(1200))
    by_size, by_first, places = groups(lines)
    print(list(by_size), [len(words) for words in by_size.values()], by_size[4][:9])
    print(list(by_first.items())[:4], list(places.items())[:4], type(by_first).__name__)
    words, pairs = members(lines)
    print(len(words), sorted(words)[:20], list(pairs))
    print(triples(90))
    index = Index()
    index.read(lines)
    print(list(index.places.items())[:3], index.words.most_common(5), index.lines)


if __name__ == "__main__":
    main()
