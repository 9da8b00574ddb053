import pandas as pd

names = [f"name{i % 97}" for i in range(50000)]
frame = pd.DataFrame({"name": names, "x": range(50000)})
del names
totals = frame.groupby("name").sum()
print(len(totals))
