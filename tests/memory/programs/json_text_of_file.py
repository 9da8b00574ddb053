# input: orders.json 3000
"""The text of a file, its document, and copies of its records."""

import json
import sys

with open(sys.argv[1]) as file:
    text = file.read()
rows = [dict(record) for record in json.loads(text)["records"]]
for row in rows:
    row["tax"] = row["amount"] * 0.19
rows.sort(key=lambda row: row["tax"])
print(len(text), len(rows))
