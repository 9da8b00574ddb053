"""Invent a file of sales for sales_report.py."""
import argparse
import os
import random

REGIONS = ["north", "South", " east", "WEST", "Overseas"]
PRODUCTS = ["lamp", "chair", "desk", "shelf", "sofa", "rug", "stool", "bench", "mirror", "clock", "vase", "bed"]

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--rows", type=int, default=1000000)
parser.add_argument("--seed", type=int, default=5)
parser.add_argument("--folder", default="data/full")
args = parser.parse_args()

rng = random.Random(args.seed)
os.makedirs(args.folder, exist_ok=True)
with open(os.path.join(args.folder, "sales.csv"), "w", newline="") as f:
    f.write("order,date,region,product,customer,quantity,price,discount\n")
    for order in range(args.rows):
        date = "%02d/%02d/%d" % (rng.randrange(1, 29), rng.randrange(1, 13), rng.randrange(2019, 2024))
        customer = "C%05d" % int(20000 * rng.random() ** 2)
        price = rng.randrange(100, 90000) / 100
        discount = rng.choice(["", "", "", "0.05", "0.1", "0.25"])
        f.write(
            "A%07d,%s,%s,%s,%s,%d,%.2f,%s\n"
            % (order, date, rng.choice(REGIONS), rng.choice(PRODUCTS), customer, rng.randrange(1, 20), price, discount)
        )
