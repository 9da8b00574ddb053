"""Counting, anagrams, ciphers: the text handling of a course for beginners."""
import re
import string

TEXT = """It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, some saw it was the epoch of incredulity, the gap was a stream, the page a master"""


def caesar(text, shift):
    result = ""
    for c in text:
        if c in string.ascii_lowercase:
            result += chr((ord(c) - 97 + shift) % 26 + 97)
        elif c in string.ascii_uppercase:
            result += chr((ord(c) - 65 + shift) % 26 + 65)
        else:
            result += c
    return result


def score(text):
    return sum(text.lower().count(w) for w in ("the", "it", "was", "of"))


def lcs(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            table[i + 1][j + 1] = table[i][j] + 1 if x == y else max(table[i][j + 1], table[i + 1][j])
    return table[-1][-1]


secret = caesar(TEXT, 11)
best = max(range(26), key=lambda shift: score(caesar(secret, -shift)))
print(best, caesar(secret, -best)[:40])
words = re.findall(r"[a-z]+", TEXT.lower())
frequency = {}
for word in words:
    frequency[word] = frequency.get(word, 0) + 1
for word, count in sorted(frequency.items(), key=lambda item: (-item[1], item[0]))[:5]:
    print(f"{word:>8} {'*' * count}")
anagrams = {}
for word in words:
    anagrams.setdefault("".join(sorted(word)), set()).add(word)
print(sorted(sorted(group) for group in anagrams.values() if len(group) > 1))
similar = []
unique = sorted(frequency)
for i, a in enumerate(unique):
    for b in unique[i + 1:]:
        common = lcs(a, b)
        if common >= 3:
            similar.append((common, a, b))
print(sorted(similar, reverse=True))
print("\n".join(caesar(line, 13) for line in TEXT.splitlines()))
print({len(w): w for w in words}, " ".join(w.title() for w in words if len(w) > 5))
