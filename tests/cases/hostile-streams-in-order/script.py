"""Exceptions of elements, and of what goes through them, come in the order of the script."""

import sys


def parse(text):
    return int(text)


def check(value):
    if value == 7:
        raise KeyError(value)
    return value + 1


def careful(text):
    try:
        return int(text)
    except ValueError:
        raise LookupError("not a number: " + text)


def both(texts):
    numbers = [
        parse(text)
        for text in texts
    ]
    checked = [check(number) for number in numbers]
    total = 0
    for number in checked:
        if number == 25:
            raise SystemExit("enough")
        total += 100 // (number - 20)
    return total


def between(texts, limit):
    numbers = [parse(text) for text in texts]
    ratio = 100 // limit
    best = 0
    for number in numbers:
        best = max(best, number * ratio)
    return best


def inner(texts):
    lengths = [100 // len(text) for text in texts]
    return sum(lengths)


def calls(texts):
    numbers = [careful(text) for text in texts]
    total = 0
    for number in numbers:
        total += inner(["a" * (number % 3), "b"])
    return total


def nested(texts):
    total = 0
    for value in [check(number) for number in [parse(text) for text in texts]]:
        total += 100 // (value - 20)
    return total


def main(mode, count):
    texts = [str(i + 31) for i in range(count)]
    print("start", mode)
    if mode == "consumer":
        texts[3] = "19"
    if mode in ("second", "nested"):
        texts[5] = "7"
        texts[1] = "19"
    if mode == "first":
        texts[90] = "x"
        texts[5] = "7"
        texts[1] = "19"
    if mode == "exit":
        texts[2] = "24"
    if mode == "exit-late":
        texts[2] = "24"
        texts[70] = "v"
    if mode == "first-early":
        texts[0] = "x"
    if mode == "sum":
        texts[40] = "y"
        print(sum([parse(text) for text in texts]))
    if mode == "between":
        texts[60] = "z"
    print(between(texts, 0 if mode == "between" else 5))
    print(both(texts) if mode != "nested" else nested(texts))
    print(nested(texts))
    texts = [str(3 * i + 1) for i in range(count)]
    if mode == "calls":
        texts[7] = "3"
        texts[-1] = "w"
    print(calls(texts))


count = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
main(sys.argv[1] if len(sys.argv) > 1 else "fine", count)
halves = [10 / (i - (50 if len(sys.argv) > 1 and sys.argv[1] == "module" else -1)) for i in range(count)]
low = min(halves)
print("low", low)
