import re
from functools import lru_cache

VOWELS = set("aeiou")


@lru_cache(maxsize=None)
def soundex(word):
    codes = {"b": "1", "f": "1", "p": "1", "v": "1", "c": "2", "g": "2", "j": "2", "k": "2", "q": "2", "s": "2",
             "x": "2", "z": "2", "d": "3", "t": "3", "l": "4", "m": "5", "n": "5", "r": "6"}
    out = word[0].upper()
    last = codes.get(word[0], "")
    for ch in word[1:]:
        code = codes.get(ch, "")
        if code and code != last:
            out += code
        last = code
    return (out + "000")[:4]


def ngrams(text, n):
    text = re.sub(r"[^a-z]", "", text.lower())
    return {text[i:i + n] for i in range(len(text) - n + 1)}


def jaccard(a, b):
    x, y = ngrams(a, 2), ngrams(b, 2)
    if not x or not y:
        return 0.0
    return len(x & y) / len(x | y)
