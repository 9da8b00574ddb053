"""Groups of neighbours that have the same key."""

import itertools

records = [(i * 7919 % 23, i) for i in range(20000)]
records.sort(key=lambda record: record[0])
sizes = {}
for key, group in itertools.groupby(records, key=lambda record: record[0]):
    members = list(group)
    sizes[key] = len(members)
print(len(sizes), max(sizes.values()))
