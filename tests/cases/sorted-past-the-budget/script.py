"""Sorts what may be more than memory holds: records by key, forwards and backwards, numbers, texts."""

import sys


def write(path, count):
    with open(path, "w") as out:
        for number in range(count):
            mixed = number * 2654435761 % 4294967296
            out.write(f"{mixed % 1000};name{mixed // 7 % 977};{mixed // 11 % 89 / 8}\n")


def parse(line):
    group, name, amount = line.rstrip("\n").split(";")
    return int(group), name, float(amount)


def by_group(path):
    """The largest amounts of each group, first come, first served."""
    last, runs, trace = None, 0, 0
    with open(path) as file:
        rows = [parse(line) for line in file]
        for place, (group, name, amount) in enumerate(sorted(rows, key=lambda row: row[0])):
            if group != last:
                runs += 1
                last = group
            trace = (trace * 31 + place + len(name) + int(8 * amount)) % 1000003
    return runs, trace


def backwards(path):
    found = []
    with open(path) as file:
        ordered = sorted((parse(line) for line in file), key=lambda row: (row[2], row[1]), reverse=True)
        for row in ordered:
            if len(found) == 5:
                break
            found.append(row)
    return found


def lines(path):
    trace = 0
    with open(path) as file:
        for line in sorted(file):
            trace = (trace * 33 + len(line)) % 1000003
    return trace


def numbers(count):
    last = -1
    total = 0
    for value in sorted(number * 7919 % 100003 / 4 for number in range(count)):
        assert last <= value
        last = value
        total += value
    return total


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200000
    write("records.txt", count)
    print(by_group("records.txt"))
    print(backwards("records.txt"))
    print(lines("records.txt"))
    print(numbers(count))


if __name__ == "__main__":
    main()
