"""Counts n-grams of a text and predicts letters."""

from collections import Counter, defaultdict

TEXT = (
    "it was the best of times it was the worst of times it was the age of wisdom "
    "it was the age of foolishness it was the epoch of belief it was the epoch of incredulity "
) * 40


def ngrams(text, n):
    return [text[i : i + n] for i in range(len(text) - n + 1)]


def model(text, n):
    following = defaultdict(Counter)
    for i in range(len(text) - n):
        following[text[i : i + n]][text[i + n]] += 1
    return following


def generate(following, start, length):
    out = start
    while len(out) < length:
        options = following.get(out[-len(start) :])
        if not options:
            break
        out += options.most_common(1)[0][0]
    return out


grams = ngrams(TEXT, 3)
counts = Counter(grams)
following = model(TEXT, 3)
print(len(grams), len(counts), counts.most_common(3))
print(generate(following, "the", 60))
