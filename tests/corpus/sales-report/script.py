"""csv sales report: read, clean, group, print."""
import csv
import random
from collections import defaultdict
from decimal import Decimal, InvalidOperation

REGIONS = ["north", "south", "east", "west"]


def write_sample(path, n=700):
    rng = random.Random(31)
    with open(path, "w", newline="") as f:
        w = csv.writer(f)
        w.writerow(["id", "region", "units", "price", "note"])
        for i in range(n):
            price = "%.2f" % rng.uniform(1, 99)
            if rng.random() < 0.02:
                price = "??"
            w.writerow([i, rng.choice(REGIONS), rng.randint(1, 20), price, "  some note %d " % i])


def clean(row):
    units = int(row["units"])
    price = Decimal(row["price"])
    note = " ".join(row["note"].split()).title()
    return {"id": int(row["id"]), "region": row["region"], "revenue": units * price, "note": note}


def main():
    write_sample("sales.csv")
    skipped = 0
    totals = defaultdict(Decimal)
    counts = defaultdict(int)
    with open("sales.csv", newline="") as f:
        for row in csv.DictReader(f):  # expert: hard
            try:
                rec = clean(row)
            except InvalidOperation:
                skipped += 1
                continue
            totals[rec["region"]] += rec["revenue"]
            counts[rec["region"]] += 1
    print(f"{'region':10}{'orders':>8}{'revenue':>14}")
    for region in sorted(totals):
        print(f"{region:10}{counts[region]:8d}{totals[region]:14.2f}")
    print("skipped:", skipped)


if __name__ == "__main__":
    main()
