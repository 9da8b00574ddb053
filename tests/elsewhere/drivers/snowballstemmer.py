"""Stems of words in several languages."""

import snowballstemmer

words = "running runner easily relational conditional generalizations oscillators flies dies mules happily adjustment".split()
for language in ("english", "porter", "german", "french"):
    stemmer = snowballstemmer.stemmer(language)
    stems = [stemmer.stemWord(word) for word in words]
    print(language, stems, stemmer.stemWords(words) == stems)
counts = {}
english = snowballstemmer.stemmer("english")
for word in words * 3:
    stem = english.stemWord(word)
    counts[stem] = counts.get(stem, 0) + 1
print(counts)
