import csv
import io
from collections import defaultdict

REGIONS = ["north", "south", "east", "west"]


def build_csv(n):
    buf = io.StringIO()
    writer = csv.writer(buf)
    writer.writerow(["id", "region", "units", "price"])
    for i in range(n):
        writer.writerow([i, REGIONS[i % 4], i % 17 + 1, f"{(i % 100) * 1.25:.2f}"])
    return buf.getvalue()


def summarise(text):
    totals = defaultdict(float)
    units = defaultdict(int)
    for row in csv.DictReader(io.StringIO(text)):
        totals[row["region"]] += int(row["units"]) * float(row["price"])
        units[row["region"]] += int(row["units"])
    return totals, units


text = build_csv(3000)
totals, units = summarise(text)
for region in sorted(totals):
    print(f"{region:8} {units[region]:8d} {totals[region]:12.2f}")
