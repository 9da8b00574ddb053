"""Reads measurements, and adds them up by station: each list is filled by a loop, and gone through once."""

import sys


def write(path, count, broken):
    with open(path, "w") as out:
        for number in range(count):
            value = number * 7919 % 1000 if number != broken else "lost"
            out.write(f"station{number * 31 % 17};{value}\n")
            if number % 10 == 0:
                out.write("\n")


def totals(path):
    readings = []  # all of them
    with open(path) as file:
        for line in file:
            text = line.strip()
            if not text:
                continue
            station, value = text.split(";")
            readings.append(
                (station, int(value))
            )
    large = []
    for reading in readings:
        if reading[1] > 500:
            large.append(reading)
    sums = {}
    for station, value in large:
        sums[station] = sums.get(station, 0) * 3 % 1000003 + value
    return sums


def longest_lines(path):
    with open(path) as file:
        lines = file.readlines()
        longest = 0
        for line in lines:
            longest = max(longest, len(line))
    with open(path) as file:
        for number, line in enumerate(list(map(str.strip, file))):
            longest += number * len(line) % 3
    return longest


def ranking(count):
    pairs = []
    for number in range(count):
        if number % 3:
            pairs.append((number * 31 % 101, number % 3, number))
    pairs.sort(key=lambda pair: pair[:2], reverse=True)
    check = 0
    for first, second, number in pairs:
        check = (check * 31 + first * second + number) % 1000003
    return check


count = int(sys.argv[1]) if len(sys.argv) > 1 else 100000
broken = int(sys.argv[2]) if len(sys.argv) > 2 else -1
write("readings.txt", count, broken)
print("ranking", ranking(count))
sums = totals("readings.txt")
for station in sorted(sums):
    print(station, sums[station])
print("longest", longest_lines("readings.txt"))
odd = []
for number in range(count):
    square = number * number
    odd.append(square % 97 - 1 // (number - 399))
print("odd", sum(odd))
