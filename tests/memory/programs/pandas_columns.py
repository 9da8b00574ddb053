import numpy as np
import pandas as pd

frame = pd.DataFrame({"a": np.arange(60000) * 0.5, "b": np.arange(60000)})
frame["c"] = frame["a"] * 2 + frame["b"]
frame["flag"] = frame["a"] > 100.0
frame["one"] = 1
total = frame["c"].sum()
chosen = frame[["a", "c"]]
print(total, len(chosen))
