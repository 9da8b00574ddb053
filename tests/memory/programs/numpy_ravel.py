import numpy as np

table = np.arange(120000, dtype=np.float64).reshape(300, 400)
flat = table.ravel()
turned = table.T.ravel()
