import numpy as np
import pandas as pd

frame = pd.DataFrame({"k": np.arange(100000) % 50, "a": np.arange(100000) * 0.5})
totals = frame.groupby("k")["a"].sum()
for key, value in totals.items():
    print(key, value)
