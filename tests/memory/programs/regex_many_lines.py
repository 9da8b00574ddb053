"""Each line cut into words, all kept."""

import re

words = re.compile(r"[a-z]+")
rows = []
for i in range(4000):
    rows.append(words.findall("one two three four five"))
print(len(rows), rows[0])
