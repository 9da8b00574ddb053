"""Write a CSV file of related columns for correlation_matrix.py."""
import argparse
import os
import random

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--rows", type=int, default=6000)
parser.add_argument("--columns", type=int, default=40)
parser.add_argument("--seed", type=int, default=21)
parser.add_argument("--folder", default="data/full")
args = parser.parse_args()

rng = random.Random(args.seed)
# Every column follows one of a few hidden causes, more or less closely; the last one is constant.
follows = [(rng.randrange(5), rng.uniform(-2, 2)) for _ in range(args.columns - 1)]

os.makedirs(args.folder, exist_ok=True)
with open(os.path.join(args.folder, "columns.csv"), "w", newline="") as f:
    f.write(",".join("c%02d" % i for i in range(args.columns)) + "\n")
    for _ in range(args.rows):
        causes = [rng.gauss(0, 1) for _ in range(5)]
        values = ["%.6f" % (causes[cause] * weight + rng.gauss(0, 1)) for cause, weight in follows]
        f.write(",".join(values) + ",7.5\n")
