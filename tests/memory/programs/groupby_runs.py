"""How long equal letters follow each other."""

from itertools import groupby

text = "aaabbbbccd" * 3000
runs = [(letter, sum(1 for _ in group)) for letter, group in groupby(text)]
print(len(runs), runs[0])
