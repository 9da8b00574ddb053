import csv
import io
import random
import re
import statistics
from collections import defaultdict
from datetime import date, timedelta

NUMBER = re.compile(r"^-?\d+(?:\.\d+)?$")


def generate():
    rng = random.Random(2024)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["date", "region", "product", "units", "price"])
    start = date(2023, 1, 1)
    for i in range(900):
        price = f"{rng.uniform(1, 90):.2f}" if rng.random() > 0.02 else "n/a"
        writer.writerow([(start + timedelta(days=i % 365)).isoformat(), rng.choice(["north", "south", "east", "west"]),
                         f"p{rng.randrange(12):02d}", rng.randrange(1, 40), price])
    return out.getvalue()


def parse(row):
    if not NUMBER.match(row["price"]):
        raise ValueError(f"bad price {row['price']!r}")
    y, m, d = map(int, row["date"].split("-"))
    return {"date": date(y, m, d), "region": row["region"], "product": row["product"],
            "units": int(row["units"]), "price": float(row["price"])}


def main():
    text = generate()
    rows, errors = [], []
    for lineno, raw in enumerate(csv.DictReader(io.StringIO(text)), 2):  # expert: easy
        try:
            rows.append(parse(raw))
        except ValueError as e:
            errors.append((lineno, str(e)))
    print(len(rows), "rows,", len(errors), "errors; first:", errors[0])

    by_region = defaultdict(list)
    for row in rows:  # expert: no, refused: unprofitable-loop
        by_region[row["region"]].append(row)

    summary = {}
    for region in sorted(by_region):  # expert: easy
        items = by_region[region]
        revenue = [r["units"] * r["price"] for r in items]
        monthly = defaultdict(float)
        for r in items:
            monthly[r["date"].strftime("%Y-%m")] += r["units"] * r["price"]
        best_month = max(monthly, key=monthly.get)
        summary[region] = {
            "revenue": round(sum(revenue), 2),
            "median": statistics.median(revenue),
            "stdev": round(statistics.stdev(revenue), 4),
            "best": best_month,
        }
    for region, s in summary.items():
        print(f"{region:8}{s['revenue']:>14,.2f}{s['median']:>10.2f}{s['stdev']:>12.4f}  {s['best']}")


if __name__ == "__main__":
    main()
