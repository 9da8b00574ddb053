import pandas as pd
import numpy as np

frame = pd.DataFrame({"a": np.zeros(100000), "b": np.ones(100000)})
