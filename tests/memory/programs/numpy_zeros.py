import numpy as np

a = np.zeros((200, 300))
b = np.ones(50000, dtype=np.float32)
c = np.arange(30000)
