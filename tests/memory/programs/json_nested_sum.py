"""A document of known text is taken apart."""

import json

text = '{"rows": [' + ", ".join('{"k": %d, "v": [1, 2, %d]}' % (i, i) for i in range(2000)) + "]}"
document = json.loads(text)
total = 0
for row in document["rows"]:
    total += row["v"][2]
names = [str(row["k"]) for row in document["rows"]]
print(total, len(names))
