"""Words of a text, counted."""

import re

text = "the quick brown fox jumps over the lazy dog, 12 times; " * 1500
words = re.findall(r"\w+", text)
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
print(len(words), counts["fox"])
