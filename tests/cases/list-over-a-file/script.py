"""Lists, sets and dictionaries made from open files and readers, which somebody may go on with."""

import csv
import sys

count = int(sys.argv[1])
broken = int(sys.argv[2])


def work(text):
    value = int(text)
    for power in range(60):
        value = (value * 31 + power) % 1000003
    return value


def write(path):
    with open(path, "w") as out:
        for number in range(count):
            out.write(f"{number * 37 % 101},{number if number != broken else 'x'}\n")


def plain(path):
    with open(path) as file:
        header = next(file, "none")
        values = [work(line.split(",")[0]) for line in file]
        rest = file.read()
    return header, values[:5], sum(values), rest


def readers(path):
    with open(path, newline="") as file:
        rows = csv.reader(file)
        table = {row[0]: work(row[0]) for row in rows}
        kinds = {work(text) % 7 for text in table}
    return len(table), sorted(kinds), rows.line_num


def caught(path):
    file = open(path)
    try:
        values = [work(line.split(",")[1]) for line in file]
    except ValueError:
        return "caught before", file.readline()
    finally:
        file.close()
    return sum(values)


def handed(file):
    return [work(line.split(",")[1]) for line in file]


def outside(path):
    with open(path) as file:
        try:
            return sum(handed(file))
        except ValueError as error:
            return str(error), file.readline()


def own(path):
    with open(path) as file:
        numbers = [work(line.split(",")[0]) for line in file if next(file, None)]
    return len(numbers), sum(numbers)


def local(path):
    with open(path) as file:
        return [work(line.split(",")[1]) for line in file]


write("pairs.csv")
print(plain("pairs.csv"))
print(readers("pairs.csv"))
print(caught("pairs.csv"))
print(outside("pairs.csv"))
print(own("pairs.csv"))
try:
    print(sum(local("pairs.csv")))
except ValueError as error:
    print(error)
