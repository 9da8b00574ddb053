import numpy as np

image = np.zeros((300, 400), dtype=np.uint8)
image[50:100, 60:200] = 255
values = image.astype(np.float32) / 255.0
half = values * 0.5 + values
mask = half > 0.5
print(mask.sum())
