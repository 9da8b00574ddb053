# input: data.csv 3000
import sys

rows = []
with open(sys.argv[1]) as file:
    for line in file:
        rows.append(line.strip().split(","))
