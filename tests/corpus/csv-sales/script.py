"""Read a CSV, group by region, and compute robust statistics per group."""
import csv
import io
import statistics
import sys
from collections import defaultdict
from datetime import date, timedelta


def make_csv(rows=400):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["day", "region", "product", "units", "price"])
    day = date(2023, 1, 1)
    for i in range(rows):
        d = day + timedelta(days=i % 90)
        writer.writerow([d.isoformat(), "NESW"[i % 4], f"p{i * 7 % 13}", (i * 37) % 19 + 1, f"{(i * 53 % 997) / 10:.2f}"])
    return out.getvalue()


def bootstrap_interval(values, rounds=40):
    state = 12345
    means = []
    for _ in range(rounds):
        total = 0.0
        for _ in values:
            state = (state * 1103515245 + 12345) % 2 ** 31
            total += values[state % len(values)]
        means.append(total / len(values))
    means.sort()
    return means[int(rounds * 0.05)], means[int(rounds * 0.95)]


def main():
    rows = list(csv.DictReader(io.StringIO(make_csv())))
    revenue = defaultdict(list)
    by_day = {}
    for row in rows:
        amount = int(row["units"]) * float(row["price"])
        revenue[row["region"]].append(amount)
        by_day.setdefault(row["day"], []).append(amount)
    for region, amounts in sorted(revenue.items()):  # expert: easy
        low, high = bootstrap_interval(amounts)
        print(f"{region}: n={len(amounts)} median={statistics.median(amounts):.2f} 90%=({low:.2f}, {high:.2f})")
    summary = {}
    for day, amounts in by_day.items():  # expert: easy
        summary[day] = {"mean": statistics.mean(amounts), "stdev": statistics.pstdev(amounts), "max": max(amounts)}
    busiest = max(summary, key=lambda d: summary[d]["mean"])
    print(busiest, round(summary[busiest]["mean"], 3))
    if len(summary) != 90:
        sys.exit("days are missing")


if __name__ == "__main__":
    main()
