"""Lists over files and readers whose elements ask how far these are, and handlers that look into frames."""

import csv
import sys

count = int(sys.argv[1])
broken = int(sys.argv[2])


def work(text):
    value = int(text)
    for power in range(60):
        value = (value * 31 + power) % 1000003
    return value


def line_of(rows):
    return rows.line_num


with open("pairs.csv", "w") as out:
    for number in range(count):
        out.write(f"{number if number != broken else 'x'},{number % 7}\n")


def numbered():
    with open("pairs.csv", newline="") as file:
        rows = csv.reader(file)
        return [(work(second), rows.line_num) for first, second in rows]


def numbered_by_function():
    with open("pairs.csv", newline="") as file:
        rows = csv.reader(file)
        return {work(row[1]) + line_of(rows) for row in rows}


def numbered_by_name():
    with open("pairs.csv", newline="") as file:
        rows = csv.reader(file)
        return {getattr(rows, "line_num"): work(row[1]) for row in rows}


def numbered_dictionaries():
    with open("pairs.csv", newline="") as file:
        rows = csv.DictReader(file, ["first", "second"])
        return [(work(row["second"]), rows.line_num) for row in rows]


def plain():
    with open("pairs.csv", newline="") as file:
        rows = csv.reader(file)
        values = [work(row[1]) for row in rows]
        return sum(values), rows.line_num


def firsts(path):
    file = open(path)
    return [work(line.split(",")[0]) for line in file]


def rest_of():
    try:
        return sum(firsts("pairs.csv"))
    except ValueError as error:
        trace = error.__traceback__
        while "file" not in trace.tb_frame.f_locals:
            trace = trace.tb_next
        return trace.tb_frame.f_locals["file"].readline()


print(numbered()[::40])
print(sorted(numbered_by_function())[::40])
print(list(numbered_by_name().items())[::40])
print(numbered_dictionaries()[::40])
print(plain())
print(rest_of())
