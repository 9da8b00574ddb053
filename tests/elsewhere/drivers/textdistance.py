"""Distances between words by many measures."""

import textdistance

words = ["kitten", "sitting", "mitten", "knitting", "smitten"]
measures = [textdistance.levenshtein, textdistance.hamming, textdistance.jaro_winkler, textdistance.damerau_levenshtein, textdistance.jaccard, textdistance.lcsseq, textdistance.cosine]
for measure in measures:
    matrix = []
    for one in words:
        matrix.append([measure(one, other) for other in words])
    print(type(measure).__name__, matrix)
best = max((textdistance.jaro(one, other), one, other) for one in words for other in words if one != other)
print(best)
