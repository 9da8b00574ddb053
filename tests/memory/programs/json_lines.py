# input: orders.jsonl 4000
"""One JSON record in each line; those that were paid are kept."""

import json
import sys

records = []
with open(sys.argv[1]) as file:
    for line in file:
        records.append(json.loads(line))
amounts = [record["amount"] for record in records if record["paid"]]
print(len(records), sum(amounts))
