"""Totals by group from a CSV file, with bad lines reported by number."""
import csv
from collections import defaultdict
from datetime import date, timedelta


def parse(row):
    day = date(*map(int, row["day"].split("-")))
    hours = float(row["hours"])
    if hours < 0:
        raise ValueError("negative hours")
    weight = 0
    for c in row["who"] * 20:
        weight = (weight * 31 + ord(c)) % 1009
    return day, row["who"], hours, weight


hours_of = defaultdict(float)
days = set()
weights = {}
bad = []
longest = (0.0, None)
with open("hours.csv", newline="") as f:
    reader = csv.DictReader(f)
    for row in reader:
        try:
            day, who, hours, weight = parse(row)
        except (ValueError, KeyError) as error:
            bad.append((reader.line_num, type(error).__name__, str(error)))
            continue
        hours_of[who] += hours
        days.add(day)
        weights[who] = weight
        if hours > longest[0]:
            longest = (hours, who)
for who, hours in hours_of.items():
    print(who, repr(hours), weights[who])
print(longest, min(days), max(days), len(days), max(days) - min(days) > timedelta(days=30))
for line in bad:
    print(*line)
with open("totals.csv", "w", newline="") as f:
    writer = csv.writer(f)
    writer.writerow(["who", "hours"])
    writer.writerows(sorted(hours_of.items()))
