"""Markov text, readability, n-grams, word frequencies per chapter, spelling suggestions."""
import re
import textwrap
from collections import Counter, defaultdict

WORDS = "time year people way day man thing woman life child world school state family student group country problem hand part place case week company system program question work government number night point home water room mother area money story fact month lot right study book eye job word business issue side kind head house service friend father power hour game line end member law car city community name president team minute idea".split()


def chapters(n):
    state = 7
    for c in range(n):
        sentences = []
        for s in range(12):
            words = []
            for w in range(6 + (c + s) % 7):
                state = (state * 48271) % 2147483647
                words.append(WORDS[state % len(WORDS)])
            sentences.append(" ".join(words).capitalize() + ".")
        yield f"Chapter {c + 1}", " ".join(sentences)


def syllables(word):
    return max(1, len(re.findall(r"[aeiouy]+", word)) - word.endswith("e"))


def readability(text):
    sentences = [s for s in text.split(".") if s.strip()]
    words = re.findall(r"[a-z]+", text.lower())
    count = sum(syllables(w) for w in words)
    return 206.835 - 1.015 * len(words) / len(sentences) - 84.6 * count / len(words)


def ngrams(text, n):
    words = text.lower().replace(".", "").split()
    return Counter(zip(*(words[i:] for i in range(n))))


def edits(word):
    letters = "abcdefghijklmnopqrstuvwxyz"
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    deletes = [a + b[1:] for a, b in splits if b]
    swaps = [a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1]
    replaces = [a + c + b[1:] for a, b in splits if b for c in letters]
    inserts = [a + c + b for a, b in splits for c in letters]
    return set(deletes + swaps + replaces + inserts)


KNOWN = {w: i for i, w in enumerate(WORDS)}


def correct(word):
    if word in KNOWN:
        return word
    options = [w for w in edits(word) if w in KNOWN]
    return min(options, key=KNOWN.get) if options else word


def main():
    book = list(chapters(9))
    scores = {}
    bigrams = Counter()
    for title, text in book:  # expert: easy
        scores[title] = readability(text)
        bigrams += ngrams(text, 2)
    for title, score in scores.items():
        print(f"{title}: {score:.3f}")
    print(bigrams.most_common(2))
    index = defaultdict(set)
    for number, (title, text) in enumerate(book):
        for word in text.lower().replace(".", "").split():
            index[word].add(number)
    print(sorted(w for w, where in index.items() if len(where) == len(book))[:5])
    wrong = ["tiem", "yeer", "peple", "schol", "governmen", "xyzzy", "watr", "frend"]
    for word in wrong:  # expert: easy
        print(word, "->", correct(word))
    wrapped = [textwrap.fill(text, 60) for _, text in book]  # expert: easy
    print(sum(w.count("\n") for w in wrapped))


main()
