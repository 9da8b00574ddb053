import pandas as pd

amounts = [i * 0.5 for i in range(20000)]
counts = [i + 1000 for i in range(20000)]
names = [f"name{i}" for i in range(20000)]
frame = pd.DataFrame({"amount": amounts, "count": counts, "name": names})
del amounts, counts
print(len(frame))
