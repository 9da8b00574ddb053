"""Images that are opened, filtered and saved."""
import os
import tempfile

import numpy as np
from PIL import Image

folder = tempfile.mkdtemp()
names = []
for k in range(6):
    y, x = np.indices((30, 40))
    image = Image.new("L", (40, 30))
    image.putdata([int(v) for v in ((x * (k + 1) + y * 3) % 256).ravel()])
    name = os.path.join(folder, f"{k}.png")
    image.save(name)
    names.append(name)


def describe(name):
    with Image.open(name) as image:
        small = image.convert("L").resize((20, 15)).rotate(90)
        return float(np.asarray(small).mean()), small.histogram()[10], small.size


for row in [describe(name) for name in names]:
    print(row)
means = []
for name in names:
    means.append(describe(name)[0])
print(means)
big = Image.new("L", (64, 64), 9)
tiles = []
for k in range(4):
    big.putpixel((k, k), 200)
    tiles.append(np.asarray(big.crop((0, 0, 8, 8))).sum())
print(tiles)
for name in names:
    os.remove(name)
os.rmdir(folder)
