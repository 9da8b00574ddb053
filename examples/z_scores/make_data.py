"""Write a table of measurements with some outliers for z_scores.py."""
import argparse
import os
import random

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--rows", type=int, default=200000)
parser.add_argument("--columns", type=int, default=12)
parser.add_argument("--seed", type=int, default=8)
parser.add_argument("--folder", default="data/full")
args = parser.parse_args()

rng = random.Random(args.seed)
centres = [rng.uniform(-50, 50) for _ in range(args.columns)]
os.makedirs(args.folder, exist_ok=True)
with open(os.path.join(args.folder, "table.csv"), "w") as f:
    f.write(",".join("m%d" % i for i in range(args.columns)) + "\n")
    for _ in range(args.rows):
        values = [rng.gauss(centre, 4) for centre in centres]
        if rng.random() < 0.002:
            values[rng.randrange(args.columns)] *= 3
        f.write(",".join("%.5f" % v for v in values) + "\n")
