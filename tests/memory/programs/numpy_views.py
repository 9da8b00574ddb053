import numpy as np

a = np.zeros((400, 400))
b = a[100:200]
c = a.T
d = a.reshape(160000)
