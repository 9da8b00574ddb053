# input: data.csv 4000
"""Reads a table and reports by name."""

import csv
import sys


def read(path):
    rows = []
    with open(path, newline="") as file:
        for fields in csv.reader(file):
            number, code, name, amount = fields
            rows.append({"id": int(number), "code": int(code), "name": name, "amount": float(amount)})
    return rows


def summarise(rows):
    totals = {}
    for row in rows:
        entry = totals.setdefault(row["name"], {"count": 0, "sum": 0.0, "codes": set()})
        entry["count"] += 1
        entry["sum"] += row["amount"]
        entry["codes"].add(row["code"])
    return totals


def main():
    rows = read(sys.argv[1])
    totals = summarise(rows)
    for name in sorted(totals, key=lambda n: -totals[n]["sum"])[:10]:
        entry = totals[name]
        print(f"{name:10} {entry['count']:5} {entry['sum']:12.2f} {len(entry['codes'])}")


main()
