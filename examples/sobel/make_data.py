"""Draw a noisy grey picture with rectangles and discs for sobel.py."""
import argparse
import os
import random

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--size", type=int, default=800, help="width in pixels; the height is three quarters of it")
parser.add_argument("--seed", type=int, default=11)
parser.add_argument("--folder", default="data/full")
args = parser.parse_args()

rng = random.Random(args.seed)
width = args.size
height = args.size * 3 // 4
picture = [bytearray([60 + 80 * y // height] * width) for y in range(height)]

for _ in range(30):
    grey = rng.randrange(256)
    x0, y0 = rng.randrange(width), rng.randrange(height)
    size = rng.randrange(3, max(4, width // 6))
    disc = rng.random() < 0.5
    for y in range(max(0, y0 - size), min(height, y0 + size)):
        for x in range(max(0, x0 - size), min(width, x0 + size)):
            if not disc or (x - x0) ** 2 + (y - y0) ** 2 < size * size:
                picture[y][x] = grey

for row in picture:
    for x in range(width):
        row[x] = max(0, min(255, row[x] + rng.randrange(-6, 7)))

os.makedirs(args.folder, exist_ok=True)
with open(os.path.join(args.folder, "photo.pgm"), "wb") as f:
    f.write(b"P5\n%d %d\n255\n" % (width, height))
    for row in picture:
        f.write(row)
