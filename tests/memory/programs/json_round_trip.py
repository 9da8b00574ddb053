"""Records written as JSON and read back."""

import json

records = []
for i in range(4000):
    records.append({"id": i, "name": "user" + str(i), "tags": ["a", "b", str(i % 10)], "score": i / 3})
text = json.dumps(records)
back = json.loads(text)
print(len(text), len(back), back[5]["name"])
