import numpy as np
import pandas as pd

left = pd.DataFrame({"k": np.arange(60000) % 100, "a": np.arange(60000) * 0.5})
right = pd.DataFrame({"k": np.arange(100), "w": np.arange(100) * 1.5})
both = left.merge(right, on="k")
print(len(both))
