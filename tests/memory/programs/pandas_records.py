import pandas as pd

records = []
for i in range(10000):
    records.append({"id": i, "name": f"name{i}", "amount": i * 0.25})
frame = pd.DataFrame(records)
print(len(frame))
