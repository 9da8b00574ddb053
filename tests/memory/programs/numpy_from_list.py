import numpy as np

values = [i * 0.5 for i in range(10000)]
a = np.array(values)
