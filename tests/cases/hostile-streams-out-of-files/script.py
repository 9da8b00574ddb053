"""Lists that functions return out of a `with open(…)`: gone through once by every caller, or not."""

import csv
import sys

HERE = "lines.txt"


def write(count, odd):
    with open(HERE, "w") as file:
        for i in range(count):
            file.write(f"{i},{i * 7 % 11}\n" if i != odd else "strange\n")


def lines(path):
    with open(path) as file:
        return [line.rstrip("\n") for line in file]


def pairs(path):
    with open(path, newline="") as file:
        reader = csv.reader(file)
        first = next(reader)
        return [
            (int(row[0]), row[1], len(first))
            for row in reader
            if row
        ]


def chained(path):
    return [text.upper() for text in lines(path)]


def short(path):
    with open(path) as file: return [len(line) for line in file]


def two(one, other):
    with open(one) as left, open(other) as right:
        return [a + b for a, b in zip(left, right)]


def stopping(path):
    with open(path) as file:
        return [next(iter(line.split(",")[2:])) for line in file]


def leaving(path):
    with open(path) as file:
        return [sys.exit(3) if "7,5" in line else line for line in file]


def early(path, empty):
    if empty:
        return []
    with open(path) as file:
        return [line[0] for line in file]


def counted(path):
    number = 0
    with open(path) as file:
        number = len(path)
        return [number + len(line) for line in file]


def caught(path):
    with open(path) as file:
        return [int(line) for line in file]


def indexed(path):
    with open(path) as file:
        return [len(line) for line in file]


def broken_off(path):
    with open(path) as file:
        return [line.strip() for line in file]


class Source:
    def rows(self, path):
        with open(path) as file:
            return [line.strip() for line in file]


def appended(path):
    with open(path) as file:
        return [line.strip() for line in file]


def total(path):
    result = 0
    for number, text, width in pairs(path):
        result += number * len(text) + width
    return result


def longest(path):
    best = ""
    for text in chained(path):
        if len(text) > len(best):
            best = text
    return best


def main(how):
    write(400, 250 if how == "strange" else -1)
    print(total(HERE))
    print(longest(HERE))
    print(sum(short(HERE)), max(two(HERE, HERE)))
    print(sum(len(x) for x in early(HERE, False)), sum(len(x) for x in early(HERE, True)))
    print(sum(counted(HERE)))
    try:
        print(sum(caught(HERE)))
    except ValueError as problem:
        print("caught", problem)
    print(indexed(HERE)[3], len(indexed(HERE)))
    for line in broken_off(HERE):
        if line.startswith("3"):
            break
    print(line)
    print(sum(len(line) for line in Source().rows(HERE)))
    size = 0
    for line in appended(HERE):
        size += len(line)
        if size == 40:
            with open(HERE, "a") as file:
                file.write("more\n")
    print(size)
    if how == "stop":
        print(set(stopping(HERE)))
    if how == "leave":
        print(max(leaving(HERE)))
    if how == "missing":
        rows = lines("no such file")
        size += 1
        for row in rows:
            size += len(row)
    if how == "consumer":
        for number, text, width in pairs("bad.txt"):
            size += 1 // (width - 2)
    if how == "late":
        with open("bad.txt", "w") as file:
            file.write("1,2\n" * 50 + "x,y\n")
        for number, text, width in pairs("bad.txt"):
            size += 1 // (number - 1)


main(sys.argv[1] if len(sys.argv) > 1 else "")
