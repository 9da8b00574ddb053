"""A table written over several lines."""

import json

table = {f"city{i}": {"north": i * 0.5, "people": i * 1000} for i in range(1500)}
text = json.dumps(table, indent=2)
print(len(text))
