import numpy as np
import pandas as pd

frame = pd.DataFrame({"a": np.arange(80000)[::-1] * 0.5, "b": np.arange(80000)})
ordered = frame.sort_values("a")
first = ordered.head(10)
print(len(first))
