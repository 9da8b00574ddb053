"""Workers compute the elements of lists that are gone through once: which exception ends the program, and where."""

import sys

count = int(sys.argv[1])
broken = int(sys.argv[2])
stop = int(sys.argv[3])


def digits(number):
    total = 0
    for power in range(1, 40):
        total += number ** power % 97
    return total


def parse(line):
    number, text = line.rstrip("\n").split(";")
    value = int(text)
    return int(number), value + digits(value) % 7


def check(value):
    if value == stop:
        raise KeyError(value)
    return value * 2


def write(path):
    with open(path, "w") as out:
        for number in range(count):
            out.write(f"{number};{number * 7919 % 1009 if number != broken else 'x'}\n")


def totals(path):
    found = {}
    with open(path) as file:
        rows = [
            parse(line)
            for line in file
        ]
        kept = [row for row in rows if row[1] % 3]
        for number, value in kept:
            if number == stop:
                raise IndexError(number)
            found[value % 5] = found.get(value % 5, 0) + number
    return found


def later(path):
    with open(path) as file:
        values = [parse(line)[1] for line in file if line.strip()]
        doubled = [check(value) for value in values]
        return sum(doubled), stop


def listed(numbers):
    sums = [digits(number) + 100 // (number - broken) for number in numbers]
    best = max(sums)
    return best // (stop - 3)


def repeated(numbers):
    found = 0
    for turn in range(3):
        sums = [digits(number + turn) for number in numbers]
        for value in sums:
            found += value
            if value == stop:
                raise ValueError(found)
    return found


write("numbers.csv")
print(totals("numbers.csv"))
print(later("numbers.csv"))
print(listed(range(1, count)))
print(repeated(list(range(count))))
