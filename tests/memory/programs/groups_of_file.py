# input: people.csv 20000
import sys

rows = []
with open(sys.argv[1]) as file:
    for line in file:
        number, rest, name, share = line.rstrip("\n").split(",")
        rows.append((name, float(share)))
by_name = {}
for name, share in rows:
    by_name.setdefault(name, []).append(share)
for name in sorted(by_name):
    print(name, len(by_name[name]), max(by_name[name]))
