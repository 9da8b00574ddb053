import numpy as np
import pandas as pd

frame = pd.DataFrame({"a": np.arange(30000) * 0.5})
frame["b"] = frame["a"].apply(lambda x: x * x + 1.0)
values = frame["b"].tolist()
print(values[-1])
