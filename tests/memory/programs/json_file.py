# input: orders.json 4000
"""Orders out of a JSON file, added up by name."""

import json
import sys

with open(sys.argv[1]) as file:
    document = json.load(file)
totals = {}
for record in document["records"]:
    totals[record["name"]] = totals.get(record["name"], 0.0) + record["amount"]
print(document["count"], len(totals))
