"""Draw a speckled picture of hills for image_pipeline.py."""
import argparse
import math
import os
import random

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--size", type=int, default=600)
parser.add_argument("--seed", type=int, default=29)
parser.add_argument("--folder", default="data/full")
args = parser.parse_args()

rng = random.Random(args.seed)
hills = [(rng.random(), rng.random(), rng.uniform(4, 14)) for _ in range(6)]
os.makedirs(args.folder, exist_ok=True)
with open(os.path.join(args.folder, "input.pgm"), "w") as f:
    print("P2", args.size, args.size, 255, file=f)
    for y in range(args.size):
        row = []
        for x in range(args.size):
            u, v = x / args.size, y / args.size
            height = sum(math.exp(-((u - a) ** 2 + (v - b) ** 2) * k * k) for a, b, k in hills)
            grey = int(40 + 130 * height + rng.uniform(-10, 10))
            if rng.random() < 0.01:
                grey = rng.choice([0, 255])
            row.append(max(0, min(255, grey)))
        print(*row, file=f)
