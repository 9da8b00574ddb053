"""Write a long record of hourly temperatures in tenths of a degree for max_min.py."""
import argparse
import math
import os
import random

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--rows", type=int, default=3000000, help="number of hours")
parser.add_argument("--seed", type=int, default=17)
parser.add_argument("--folder", default="data/full")
args = parser.parse_args()

rng = random.Random(args.seed)
os.makedirs(args.folder, exist_ok=True)
drift = 0.0
with open(os.path.join(args.folder, "temperatures.txt"), "w") as f:
    for hour in range(args.rows):
        drift = 0.995 * drift + rng.uniform(-4, 4)
        season = 90 * math.sin(hour * 2 * math.pi / 8766)
        f.write("%d\n" % (100 + season + drift))
