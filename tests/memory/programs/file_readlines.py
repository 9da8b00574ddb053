# input: data.csv 5000
import sys

with open(sys.argv[1]) as file:
    lines = file.readlines()
