# input: data.csv 3000
import csv
import sys

with open(sys.argv[1], newline="") as file:
    rows = list(csv.reader(file))
