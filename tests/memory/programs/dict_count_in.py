# input: people.csv 5000
import sys

counts = {}
with open(sys.argv[1]) as file:
    for line in file:
        name = line.split(",")[2]
        if name in counts:
            counts[name] += 1
        else:
            counts[name] = 1
