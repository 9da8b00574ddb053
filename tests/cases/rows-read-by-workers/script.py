"""Rows and lines of a file, each of which is worked on for itself."""

import csv
import sys
from collections import defaultdict


def write(path, count, kind):
    with open(path, "w", newline="", encoding="utf-8") as file:
        file.write("\ufeffname,amount,day\r\n")
        for number in range(count):
            name = f"n\u00e4me {number % 13}"
            if kind == "quoted" and number % 40 == 39:
                name = f'"two\r\nlines, ""{number}"""'
            if kind == "blank" and number % 70 == 5:
                file.write("\r\n")
            amount = "none" if kind == "bad" and number == 450 else f"{number * 37 % 1009 / 8}"
            file.write(f"{name},{amount},{number % 7}\r\n")
    if kind == "bytes":
        with open(path, "ab") as file:
            file.write(b"caf\xe9,1,2\r\n")


def amount_of(row):
    price = float(row[1])
    for _ in range(20):
        price = price * 1.0625 % 997.0
    return price


def by_name(path):
    totals = defaultdict(float)
    counts = {}
    with open(path, newline="", encoding="utf-8-sig") as file:
        reader = csv.reader(file)
        print(next(reader))
        for row in reader:
            if row:
                totals[row[0]] += amount_of(row)
                counts[row[2]] = counts.get(row[2], 0) + 1
    return dict(totals), counts


def best_of(path):
    best = None
    with open(path, newline="", encoding="utf-8-sig") as file:
        for entry in csv.DictReader(file, restval="1"):
            score = amount_of([entry["name"], entry["amount"]]) + len(entry["name"])
            if best is None or score > best[0]:
                best = (score, entry["name"])
    return best


def numbered(path, limit):
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            score = sum(line.encode()) * number % 1009 + line.count("1") ** 2
            if score > limit:
                print("left at", number, line.strip(), score)
                break
            print(number, line[:6], score)


def main():
    count, kind = int(sys.argv[1]), sys.argv[2]
    path = "sales.csv"
    write(path, count, kind)
    print(by_name(path))
    print(best_of(path))
    numbered(path, 985 if kind == "left" else 2000)


main()
