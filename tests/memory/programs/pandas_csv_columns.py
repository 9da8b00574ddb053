# input: data.csv 30000
import sys

import pandas as pd

frame = pd.read_csv(sys.argv[1], usecols=["0", "0.00"])
scaled = frame["0"] * 0.5
print(scaled.sum())
