"""One file for each round, in the ways that people write them."""

import csv
import json
from pathlib import Path


def heavy(seed):
    value = 0
    for step in range(5000):
        value = (value * 31 + step * seed) % 1000003
    return value


def render(number):
    return f"page {number}: {heavy(number)}\n"


def rows(number):
    return [[number, part, heavy(number + part)] for part in range(3)]


def create(folder: Path, count):
    for number in range(count):
        with (folder / f"n{number}.txt").open("w") as file:
            file.write(str(heavy(number)))


def main():
    for number in range(20):
        with open("page%d.txt" % number, "w") as file:
            file.write(render(number))
    for number in range(20):
        with open(f"data{number}.json", "w") as file:
            json.dump({"number": number, "value": heavy(number)}, file, indent=1)
    for number in range(20):
        with open(f"line{number}.txt", "w") as file:
            print(number, heavy(number), file=file)
            print("done", number)
    for number in range(20):
        with open(f"table{number}.csv", "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["number", "part", "value"])
            writer.writerows(rows(number))
    for number in range(20):
        with open(f"page{number}.txt") as source, open(f"copy{number}.txt", "w") as file:
            file.write(source.read() + render(len(source.name)))
    for number in range(20):
        with open("all.txt", "a") as file:
            file.write(render(number))
    create(Path("."), 12)
    print(len(list(Path(".").glob("*.txt"))))


main()
