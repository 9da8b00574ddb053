"""Count the words in all text files of a folder.

usage: python word_count.py FOLDER [HOW_MANY]
"""
import os
import re
import sys
from collections import Counter

STOP_WORDS = {"the", "a", "an", "and", "or", "of", "to", "in", "is", "it"}
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


def count_words(path):
    """Count the words of one file, leaving out the stop words."""
    counts = Counter()
    with open(path, encoding="utf-8") as f:
        for line in f:
            for word in WORD.findall(line.lower()):
                if word not in STOP_WORDS:
                    counts[word] += 1
    return counts


if len(sys.argv) < 2:
    print(__doc__.strip())
    sys.exit(1)

folder = sys.argv[1]
how_many = int(sys.argv[2]) if len(sys.argv) > 2 else 20

totals = Counter()
longest_file = ""
most_words = 0
files = sorted(name for name in os.listdir(folder) if name.endswith(".txt"))
for name in files:
    counts = count_words(os.path.join(folder, name))
    words = sum(counts.values())
    if words > most_words:
        most_words = words
        longest_file = name
    totals.update(counts)

print(len(files), "files,", sum(totals.values()), "words,", len(totals), "different")
print("most words:", longest_file, "with", most_words)
for word, count in totals.most_common(how_many):
    print(f"{count:8d} {word}")
lengths = Counter(len(word) for word in totals.elements())
print("lengths:", dict(sorted(lengths.items())))
print("first words seen:", list(totals)[:10])
