# input: data.csv 6000
import csv
import sys


def load(path):
    out = []
    with open(path) as f:
        for row in csv.reader(f):
            out.append((int(row[0]), int(row[1]), row[2], float(row[3])))
    return out


data = load(sys.argv[1])
best = max(data, key=lambda r: r[1])
print(best, len(data))
