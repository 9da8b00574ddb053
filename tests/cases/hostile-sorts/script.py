"""Sorts that spill to the disk half way, and then meet something that cannot: the exceptions and the order are those of the script."""

import sys

count = int(sys.argv[1])
odd = int(sys.argv[2])
kind = sys.argv[3]


def made(number):
    if number == odd:
        if kind == "text":
            return "odd"
        if kind == "none":
            return None
        if kind == "nan":
            return float("nan")
        if kind == "list":
            return [number]
        if kind == "set":
            return {number}
        if kind == "raise":
            return 1 // (number - odd)
        if kind == "true":
            return True
    return number * 7919 % 10007


def plain():
    trace = 0
    for value in sorted(made(number) for number in range(count)):
        trace = (trace * 31 + len(str(value))) % 1000003
    return trace


def key_of(pair):
    if pair[1] == odd and kind == "key":
        raise KeyError(pair)
    if pair[1] == odd and kind == "stop":
        raise StopIteration(pair)
    if pair[1] == odd and kind == "mixed":
        return str(pair)
    return pair[0] % 50


def keyed():
    pairs = ((number * 31 % 1009, number) for number in range(count))
    ordered = sorted((pair for pair in pairs), key=key_of, reverse=True)
    trace = 0
    for place, pair in enumerate(ordered):
        trace = (trace * 31 + place * pair[1]) % 1000003
    return trace


def lists():
    trace = 0
    for first, second in sorted(([number * 31 % 1009, number] for number in range(count)), key=lambda pair: pair[0] % 7):
        trace = (trace * 31 + second) % 1000003
    return trace


seen = []


def noted(value):
    seen.append(value)
    return -value


def noting():
    total = 0
    for value in sorted((number * 3 % 7 for number in range(count)), key=noted):
        total = total * 2 % 1009 + value + len(seen)
    return total


def handled():
    try:
        return sum(sorted(100 // (number - odd) for number in range(count)))
    except ZeroDivisionError as error:
        return repr(error)


def kept():
    ordered = sorted(number * 7 % 101 for number in range(count))
    return ordered[len(ordered) // 2], len(ordered), sum(ordered)


print(handled())
print(kept())
print(noting())
print(lists())
print(keyed())
print(plain())
