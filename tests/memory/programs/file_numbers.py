# input: data.csv 5000
import sys

values = []
with open(sys.argv[1]) as file:
    for line in file:
        parts = line.split(",")
        values.append(float(parts[3]))
