# input: data.csv 5000
import sys

total = 0
kept = []
with open(sys.argv[1]) as file:
    for line in file:
        kept.append(line)
