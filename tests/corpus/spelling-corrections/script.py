from collections import Counter
import re
import time
import functools

TEXT = """It was the best of times it was the worst of times it was the age of wisdom it was the age of
foolishness it was the epoch of belief it was the epoch of incredulity it was the season of light it was
the season of darkness it was the spring of hope it was the winter of despair""" * 3


def words(text):
    return re.findall(r"\w+", text.lower())


WORDS = Counter(words(TEXT))


def P(word, N=sum(WORDS.values())):
    return WORDS[word] / N


def edits1(word):
    letters = "abcdefghijklmnopqrstuvwxyz"
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    deletes = [L + R[1:] for L, R in splits if R]
    transposes = [L + R[1] + R[0] + R[2:] for L, R in splits if len(R) > 1]
    replaces = [L + c + R[1:] for L, R in splits if R for c in letters]
    inserts = [L + c + R for L, R in splits for c in letters]
    return set(deletes + transposes + replaces + inserts)


def edits2(word):
    return (e2 for e1 in edits1(word) for e2 in edits1(e1))


def known(ws):
    return set(w for w in ws if w in WORDS)


def candidates(word):
    return known([word]) or known(edits1(word)) or [word]


def correction(word):
    return max(sorted(candidates(word)), key=P)


tests = [("bset", "best"), ("tmes", "times"), ("wisdm", "wisdom"), ("foolshness", "foolishness"), ("spirng", "spring"),
         ("dspair", "despair"), ("lihgt", "light"), ("xylophone", "xylophone")]


def spelltest(tests, verbose=True):
    good, unknown = 0, 0
    n = len(tests)
    for wrong, right in tests:  # expert: easy
        w = correction(wrong)
        good += (w == right)
        if w != right:
            unknown += (right not in WORDS)
            if verbose:
                print("correction({}) => {} ({}); expected {} ({})".format(wrong, w, WORDS[w], right, WORDS[right]))
    print("{:.0%} of {} correct ({:.0%} unknown)".format(good / n, n, unknown / n))


spelltest(tests)


def soundex(name):
    codes = {"bfpv": "1", "cgjkqsxz": "2", "dt": "3", "l": "4", "mn": "5", "r": "6"}
    name = name.upper()
    out = name[0]
    last = ""
    for ch in name[1:].lower():
        code = ""
        for group, c in codes.items():
            if ch in group:
                code = c
        if code and code != last:
            out += code
        last = code
    return (out + "000")[:4]


groups = {}
for w in WORDS:  # expert: hard
    groups.setdefault(soundex(w), []).append(w)
print({k: v for k, v in sorted(groups.items()) if len(v) > 1})

similar = []
keys = list(WORDS)
for i in range(len(keys)):  # expert: easy
    for j in range(i + 1, len(keys)):
        if keys[i] in edits1(keys[j]):
            similar.append((keys[i], keys[j]))
print(similar)
