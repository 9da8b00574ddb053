import numpy as np
import pandas as pd

frame = pd.DataFrame({"a": np.arange(100000) * 0.5, "b": np.arange(100000)})
large = frame[frame["a"] >= 25000.0]
both = large[(large["b"] > 0) & (large["b"] < 90000)]
print(len(large), both["a"].mean())
