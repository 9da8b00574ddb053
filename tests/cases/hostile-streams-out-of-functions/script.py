"""Lists that functions return: gone through once by every caller, or not."""

import csv
import sys
from collections import Counter
from math import fsum


class Box:
    def __init__(self, n, shared):
        self.n = n
        self.shared = shared


def parse(text):
    return int(text)


def plain(texts):
    return [parse(text) for text in texts]


def filled(path):
    rows = []
    with open(path) as file:
        reader = csv.reader(file)
        next(reader)
        for fields in reader:
            if fields:
                value = parse(fields[0])
                rows.append((value, value * 2))
    return rows


def handed_on(path):
    return [a + b for a, b in filled(path)]


def sharing(count):
    shared = [0]
    boxes = [Box(i + shared[0], shared) for i in range(count)]
    return boxes


def growing(texts):
    return [len(texts) + parse(text) for text in texts]


def early(texts, empty):
    if empty:
        return {}
    return [parse(text) % 7 for text in texts]


def twice(texts):
    return [parse(text) % 11 for text in texts]


def inner(texts, depth):
    return [parse(text) + depth for text in texts]


scale = 3


def scaled(texts):
    return [parse(text) * scale for text in texts]


def measured(texts):
    return [parse(text) for text in texts]


def use_shared(count):
    total = 0
    for box in sharing(count):
        box.shared[0] += 1
        total += box.n
    return total


def use_growing(texts):
    values = growing(texts)
    texts.append("5")
    total = 0
    for value in values:
        total += value
    return total


def use_inner(texts):
    total = 0
    for value in inner(texts, 1):
        total += sum(inner(texts[:3], value))
    return total


def use_scaled(texts):
    global scale
    total = 0
    for value in scaled(texts):
        scale += 1
        total += value
    return total


def use_handed_on(path, limit):
    total = 0
    for value in handed_on(path):
        if value == limit:
            raise KeyError(value)
        total += value
    return total


def between(texts, divisor):
    values = plain(texts)
    ratio = 100 // divisor
    total = 0
    for value in values:
        total += value * ratio
    return total


def main(mode, count):
    texts = [str(i + 31) for i in range(count)]
    if mode == "late":
        texts[count // 2] = "x"
    with open("data.csv", "w") as file:
        if mode != "empty":
            file.write("head\n")
            for text in texts:
                file.write(text + ",1\n")
    limit = (31 + count // 3) * 3 if mode in ("consumer", "late") else -1
    total = use_handed_on("data.csv", limit)
    print(total)
    total += sum(twice(texts[total % 3 :]))
    print(f"{max(twice(texts[total % 3 :]))}")
    counts = Counter(twice(texts[total % 3 :]))
    print(counts)
    total += counts[3]
    total += fsum(plain(texts[int(total) % 2 :]))
    print(total)
    total += between(texts[int(total) % 2 :], 0 if mode == "between" else 7)
    print(total)
    total += use_shared(count + int(total) % 2)
    print(total)
    total += use_growing(texts[int(total) % 2 :])
    print(total)
    total += use_inner(texts[int(total) % 2 :])
    print(total)
    total += use_scaled(texts[int(total) % 2 :])
    print(total)
    total += sum(early(texts, int(total) % 2 == count % 2))
    print(total)
    values = measured(texts)
    print(len(values), sum(values))


count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
main(sys.argv[1] if len(sys.argv) > 1 else "fine", count)
