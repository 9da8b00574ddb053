# input: data.csv 20000
import sys

import pandas as pd

frame = pd.read_csv(sys.argv[1])
print(len(frame))
